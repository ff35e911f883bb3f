"""Stories and wishes in, choices out: what each reader gets, best first, with exact reasons and counts that add up."""
