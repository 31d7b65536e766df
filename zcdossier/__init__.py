"""zcdossier: check and assemble a professional-title application (职称申报) against a notice."""

__version__ = "0.1.0"
