"""One panel for each thing the user sees; a panel binds widgets to the workspace."""
