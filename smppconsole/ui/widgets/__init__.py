"""Small widgets that show a value or emit what the user did; none of them knows the workspace."""
