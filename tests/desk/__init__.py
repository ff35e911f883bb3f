"""The one desk, whichever door a wish came by."""
