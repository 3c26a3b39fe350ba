"""How the crawler behaves towards the hosts it asks, seen from their side: real crawls of a small web."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.daily_lamp import ARTICLE, HOME, HOST, articles
from tests.small_web import Asked, Crawler, SmallWeb


def gaps(asked: list[Asked]) -> list[float]:
    return [later.time - earlier.time for earlier, later in pairwise(asked)]


@pytest.mark.parametrize(("status", "wait"), [(500, "0"), (503, "3600"), (429, "0")])
def test_an_error_of_robots_txt_keeps_the_crawler_out(web: SmallWeb, crawler: Crawler, status: int, wait: str) -> None:
    articles(web, "a")
    web.put(HOME + "robots.txt", "busy", status, headers=(("Retry-After", wait),))
    crawled = crawler.crawl("-s", "RETRY_TIMES=0")
    assert [one.url for one in web.asked()] == [HOME + "robots.txt"]
    assert crawled.rows("SELECT state, reason FROM channels") == [
        ("blocked by robots", f"robots.txt answered {status}")
    ]
    assert f"{HOST}: stays out of this host: robots.txt answered {status}" in crawled.output
    assert crawled.code == 0


def test_a_robots_txt_that_can_t_be_fetched_keeps_the_crawler_out(web: SmallWeb, crawler: Crawler) -> None:
    articles(web, "a")
    web.put(HOME + "robots.txt", hang_up=True)
    crawled = crawler.crawl("-s", "RETRY_TIMES=0")
    assert {one.url for one in web.asked()} == {HOME + "robots.txt"}
    assert crawled.rows("SELECT state, reason FROM channels") == [("failed", "connection broke")]


def test_a_missing_robots_txt_allows_everything(web: SmallWeb, crawler: Crawler) -> None:
    urls = articles(web, "a")
    web.put(HOME + "robots.txt", ARTICLE, 404)
    assert crawler.crawl().links() == {urls[0]: "captured"}


def test_what_robots_txt_forbids_is_not_asked(web: SmallWeb, crawler: Crawler) -> None:
    free, closed, ours = articles(web, "free", "closed/a", "only/b")
    web.put(HOME + "robots.txt", "User-agent: *\nDisallow: /closed/\n\nUser-agent: wire-archive\nDisallow: /only/\n")
    assert crawler.crawl().links() == {free: "captured", closed: "captured", ours: "blocked by robots: robots.txt"}
    assert web.asked(ours) == []


def test_a_crawl_delay_is_kept_even_against_the_command_line(web: SmallWeb, crawler: Crawler) -> None:
    articles(web, "a", "b")
    web.put(HOME + "robots.txt", "User-agent: *\nCrawl-delay: 0.6\n")
    crawler.crawl(delay=0)
    assert len(web.asked()) == 4
    assert sum(gaps(web.asked())) >= 2 * 0.6  # of 3 × 0.6: the first may reach a busy server late


def test_a_host_that_wants_minutes_between_requests_is_left_alone(web: SmallWeb, crawler: Crawler) -> None:
    articles(web, "a")
    web.put(HOME + "robots.txt", "User-agent: *\nCrawl-delay: 3600\n")
    crawled = crawler.crawl()
    assert len(web.asked()) == 1
    assert crawled.rows("SELECT state, reason FROM channels") == [
        ("blocked by robots", "robots.txt asks for 3600 s between requests")
    ]


def test_each_source_has_its_own_delay(web: SmallWeb, crawler: Crawler) -> None:
    slow, quick = "slow-lamp.example", "quick-lamp.example"
    for host in (slow, quick):
        articles(web, "a", "b", host=host)
    source = '[[source]]\nname = "{0}"\nhome = "http://{0}/"\nfeeds = ["http://{0}/feed"]\n'
    crawler.sources(source.format(slow) + "delay = 0.9\n" + source.format(quick), crawl="delay = 0.3")
    crawler.crawl(delay=None)
    by_host = {host: [one for one in web.asked() if host in one.url] for host in (slow, quick)}
    assert [len(asked) for asked in by_host.values()] == [4, 4]
    assert sum(gaps(by_host[slow])) >= 2 * 0.9  # of 3 × 0.9: the first may reach a busy server late
    assert sum(gaps(by_host[quick])) >= 2 * 0.3
    assert by_host[quick][-1].time < by_host[slow][-1].time


def test_the_command_line_stands_for_every_delay_of_the_file(web: SmallWeb, crawler: Crawler) -> None:
    articles(web, "a", "b", "c")
    crawler.source(HOST, f'feeds = ["{HOME}feed"]\ndelay = 30', crawl="delay = 30")
    crawler.crawl(delay=0)
    assert len(web.asked()) == 5
    assert web.asked()[-1].time - web.asked()[0].time < 10


def test_without_a_word_of_anybody_five_seconds_lie_between_requests() -> None:
    from crawler import settings
    from crawler.sources import Crawl

    assert (settings.DOWNLOAD_DELAY, Crawl().delay, settings.DOWNLOAD_DELAY_JITTER) == (5, 5.0, 0)


def test_retry_after_is_waited_for(web: SmallWeb, crawler: Crawler) -> None:
    (url,) = articles(web, "a")
    good = web.pages[url]
    busy = web.pages[web.put(HOME + "x", "later", 503, headers=(("Retry-After", "1"),))]
    web.pages[url] = lambda count: busy if count == 1 else good
    assert crawler.crawl().links() == {url: "captured"}
    assert gaps(web.asked(url))[0] >= 1.0


def test_a_host_that_asks_for_hours_is_left_alone_until_the_next_run(web: SmallWeb, crawler: Crawler) -> None:
    first, second = articles(web, "a", "b")
    web.put(first, "later", 429, headers=(("Retry-After", "Wed, 01 Jan 2099 00:00:00 GMT"),))
    crawled = crawler.crawl()
    assert crawled.links() == {first: "failed: 429", second: "found"}
    assert (len(web.asked(first)), len(web.asked(second))) == (1, 0)
    assert "1 pages stay due for the next run" in crawled.output


def test_links_and_redirects_into_private_networks_are_refused(web: SmallWeb, crawler: Crawler) -> None:
    links = [
        "http://127.0.0.1:22/",
        "http://2130706433/a",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/b",
        "http://printer.local/c",
    ]
    moved = web.put(HOME + "moved", status=302, headers=(("Location", "http://192.168.0.1/admin"),))
    strange = web.put(HOME + "strange", status=302, headers=(("Location", "file:///etc/passwd"),))
    web.feed(HOME + "feed", [*links, moved, strange])
    crawled = crawler.crawl()
    expected = dict.fromkeys([*links, moved], "refused: private address")
    assert crawled.links() == expected | {strange: "refused: redirect to what is not http(s)"}
    assert {one.url for one in web.asked()} == {HOME + "robots.txt", HOME + "feed", moved, strange}


def test_names_that_lead_into_private_networks_are_refused_after_the_lookup(web: SmallWeb, tmp_path: Path) -> None:
    # Python runs sitecustomize.py at its start: here it stands for a name server that points at this machine.
    answers = "import socket\nsocket.gethostbyname = lambda name: '127.0.0.1'\n"
    (tmp_path / "sitecustomize.py").write_text(answers, encoding="utf-8")
    crawler = Crawler(None, tmp_path).source(f"rebound.example:{web.address.rpartition(':')[2]}", "")
    crawled = crawler.crawl("-s", "RETRY_TIMES=0")
    assert web.asked() == []
    assert crawled.rows("SELECT state, reason FROM channels") == [("refused", "private address")]


def test_https_does_not_slip_past_a_proxy_that_is_set_for_http(web: SmallWeb, crawler: Crawler) -> None:
    url = f"https://{HOST}/a"
    web.feed(HOME + "feed", [url])
    assert crawler.crawl("-s", "RETRY_TIMES=0").links() == {url: "failed: the proxy opens no tunnel"}
    assert web.asked()[-1].url == f"https://{HOST}:443"


def test_real_hosts_are_not_asked_without_a_contact(tmp_path: Path) -> None:
    crawler = Crawler(None, tmp_path).sources('[[source]]\nname = "Le Monde"\nhome = "https://www.lemonde.fr/"\n')
    crawled = crawler.crawl()
    assert crawled.code == 2
    assert "no contact, and www.lemonde.fr is a real host" in crawled.output
    assert "Traceback" not in crawled.output


def test_each_request_says_who_asks_and_nothing_else_of_us(web: SmallWeb, crawler: Crawler) -> None:
    articles(web, "a", "b")
    web.put(HOME + "robots.txt", "User-agent: *\nAllow: /\n", headers=(("Set-Cookie", "id=7"),), kind="text/plain")
    crawler.source(HOST, f'feeds = ["{HOME}feed"]', crawl='contact = "archive@lamp-archive.example"').crawl()
    for one in web.asked():
        assert one.headers["User-Agent"] == "wire-archive/0.1 (+archive@lamp-archive.example)"
        assert one.headers["Accept-Encoding"] == "gzip, deflate"
        assert not {"Cookie", "Referer"} & one.headers.keys()
