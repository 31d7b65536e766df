"""What a phone writes into its pictures beside the picture: orientation, make, time, place.

The place is the loneliest spot of the Pacific (48°52.6′ S, 123°23.6′ W), where nobody photographs certificates:
tests look for it to prove that it never reaches a built PDF.
"""

from PIL import ExifTags, Image

MAKE, MODEL = "SampleCam", "ZC-1 (fictional)"
SOUTH, WEST = (48.0, 52.0, 36.0), (123.0, 23.0, 36.0)
SHOWN_BY = {
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}


def held(picture: Image.Image, turn: int) -> Image.Image:
    """Return the pixels as the sensor stored them, so that orientation `turn` shows them upright."""
    return picture.transpose(SHOWN_BY[turn]) if turn in SHOWN_BY else picture


def exif(turn: int, number: int) -> Image.Exif:
    """Return the tags of the `number`th picture taken."""
    tags = Image.Exif()
    moment = f"2023:06:{12 + number % 12:02d} {9 + number % 9:02d}:{number * 7 % 60:02d}:{number * 13 % 60:02d}"
    tags[ExifTags.Base.Make] = MAKE
    tags[ExifTags.Base.Model] = MODEL
    tags[ExifTags.Base.Orientation] = turn
    tags[ExifTags.Base.Software] = "make_sample"
    tags[ExifTags.Base.DateTime] = moment
    photo = tags.get_ifd(ExifTags.IFD.Exif)
    photo[ExifTags.Base.DateTimeOriginal] = moment
    photo[ExifTags.Base.ISOSpeedRatings] = 160
    photo[ExifTags.Base.FNumber] = 1.8
    photo[ExifTags.Base.ExposureTime] = 0.02
    place = tags.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSVersionID] = b"\x02\x03\x00\x00"
    place[ExifTags.GPS.GPSLatitudeRef] = "S"
    place[ExifTags.GPS.GPSLatitude] = SOUTH
    place[ExifTags.GPS.GPSLongitudeRef] = "W"
    place[ExifTags.GPS.GPSLongitude] = WEST
    return tags
