"""The email builder as a web page on this computer: `mailwright app`.

`launch.py` starts Streamlit, `page.py` is what it runs; every other module is one part of the page. Nothing is read, written or checked
here: that is `serve.uploads`, `serve.generate`, `serve.guard` and what they stand on.
"""
