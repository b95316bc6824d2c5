"""How to vouch for a file, as the rules say it that ask for somebody's word."""

VOUCH = '运行 cwc vouch 文件夹 "{path}" --about {about} --by 姓名 --reason 理由'
