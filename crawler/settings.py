"""Politeness, limits, safety. Every number has its reason beside it; all can be set with ``-s NAME=VALUE``."""

BOT_NAME = "wire-archive"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"  # `crawl`: one line and an exit code where Scrapy's own prints a traceback

# --- who we are -----------------------------------------------------------------------------------------------------
USER_AGENT = "wire-archive/0.1"  # the spiders add the contact of sources.toml
ROBOTSTXT_USER_AGENT = "wire-archive"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",  # not br or zstd: bodies are kept as sent, and every WARC reader decodes these
}
COOKIES_ENABLED = False  # nobody is recognised from one request to the next, no consent is faked
REFERRER_POLICY = "no-referrer"

# --- politeness -----------------------------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 5  # seconds between requests to a host: Media Cloud's 5 s; Common Crawl's news crawl takes 9 s
DOWNLOAD_DELAY_JITTER = 0  # a delay is a promise of at least so long
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = (
    256  # outlets under way at once; each waits most of its 5 s, so 256 make about 50 requests a second
)
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_MAX_DELAY = 60  # a host slower than a request a minute is beyond what slowing down can mend
RETRY_TIMES = 2  # three requests in a run, then the frontier's longer waits (1 h to 7 d) take over
RETRY_EXCEPTIONS = [  # not a host that can't be resolved: asking twice in a minute changes nothing
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
    "twisted.internet.error.ConnectionDone",
    "twisted.internet.error.ConnectionLost",
]
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the spider says it in a line of its own

# --- limits ---------------------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 30  # seconds; a page that takes longer is tried again later
DNS_TIMEOUT = 20  # seconds; three tries of a resolver
DOWNLOAD_MAXSIZE = 8 * 2**20  # bytes; the largest of 876 news pages has 4.3 MB, Common Crawl's news crawl keeps 5 MiB
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 6  # RFC 9309 asks for five, browsers give up at twenty
METAREFRESH_ENABLED = False  # front pages refresh themselves; that is no redirect
REACTOR_THREADPOOL_MAXSIZE = 20  # threads that look names up: 256 first requests would wait for Scrapy's ten
MEMUSAGE_LIMIT_MB = 1536  # 256 answers of at most 8 MB would fit; the replay of 719 hosts peaks far below
MEMUSAGE_CHECK_INTERVAL_SECONDS = 15

# --- safety ---------------------------------------------------------------------------------------------------------
DOWNLOAD_HANDLERS = {"file": None, "data": None, "ftp": None, "s3": None}  # links come from strangers: the web, only
REMOTE_CONTROL_ENABLED = False  # on by default since 2.19: it runs code in this process
TELNETCONSOLE_ENABLED = False
TWISTED_DNS_RESOLVER = "crawler.resolver.PublicResolver"

# --- parts ----------------------------------------------------------------------------------------------------------
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # none: the frontier knows each address, and a dropped request
# would end its outlet's journey without a word
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # drops without a word; the address guard refuses
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # every answer is counted, 404 too
}
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.guard.AddressGuard": 50,  # before robots.txt is asked for
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.Robots": 100,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.middlewares.patience.Patience": 550,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.middlewares.unpacking.Unpacking": 590,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "crawler.middlewares.proxy.Proxy": 750,
    "crawler.middlewares.recorder.Recorder": 950,  # closest to the downloader: sees redirects and packed bodies
}
EXTENSIONS = {
    "crawler.extensions.run.Run": 0,
    "scrapy.extensions.throttle.AutoThrottle": None,
    "crawler.extensions.pace.Pace": 0,
    "crawler.extensions.throttle.Throttle": 0,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
}

# --- log ------------------------------------------------------------------------------------------------------------
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False
