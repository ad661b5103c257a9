"""The History and Origins tabs: what the record holds, in the writer's words."""
