"""The window: Qt widgets built in code. It asks services and never storage or inference."""
