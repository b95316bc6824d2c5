"""The words of the field as frozen models; nothing here touches a file."""
