"""The main job: `news` gathers and sorts, `editions` chooses and renders, `post` hands over, `account` adds it up.

Every step takes what the one before left in the store and leaves its own result there.  So a step that is run twice
finds nothing to do, and a process that dies between two steps loses nothing.  What comes back is the account.
"""
