"""What can be seen on a page: seals, how it lies, whether it is blank or blurred, what it says."""
