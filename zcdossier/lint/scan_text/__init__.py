"""What the pages of a record say, as read: values found in their text, however OCR or a layout has spelt them."""
