"""Nothing is lost: written aside and renamed, locked, remembered, held against the receipt."""
