"""Pages go over the line compressed: a coordinator pays for data."""

from django.middleware.gzip import GZipMiddleware


class InpakMiddleware(GZipMiddleware):
    """Compress pages, with Django's random padding against guessing by size; a file goes as it was recorded."""

    def process_response(self, request, response):
        if response.has_header("Content-Disposition"):
            return response
        return super().process_response(request, response)
