"""Binary Word documents (.doc, Kingsoft's .wps): [MS-DOC], Word 97 to 2003."""
