"""Pure functions behind the pages: no Streamlit here, so each can be tested by itself."""
