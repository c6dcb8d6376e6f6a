"""What goes in and out, as types: checked on the way in, and the source of the OpenAPI document."""
