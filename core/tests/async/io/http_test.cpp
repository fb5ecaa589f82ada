#include "core/async/io/http.hpp"

#include "core/async/blocking.hpp"
#include "core/async/run.hpp"
#include "core/async/when_all.hpp"
#include "core/async/when_any.hpp"
#include "core/lessons/props/posts_service.hpp"
#include "core/tests/async/program.hpp"

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;

std::size_t open_descriptors() {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
    return count;
}

Task<> fetch(HttpClient& client, std::string base, int post) {
    const HttpResponse response = co_await client.get(base + std::to_string(post));
    print("{} {} at {:.1f}", post, response.status, seconds(loop_time()));
}

Task<> fetch_all(const PostsService& posts, HttpOptions options, int count) {
    HttpClient client{options};
    std::vector<Task<>> tasks;
    for (int post = 1; post <= count; ++post) tasks.push_back(fetch(client, posts.base_url(), post));
    co_await when_all(std::move(tasks));
    print("{} connections", client.connections_opened());
}

Nanos fetching_takes(std::size_t limit) {
    const auto run = record([&] {
        const PostsService posts;
        Loop{}.run(fetch_all(posts, {.limit = limit}, 10));
    });
    return run.events.back().at();
}

TEST(Http, AnswersAfterTheLatencyOfTheService) {
    const auto run = record([] {
        const PostsService posts{{.latency = 250ms}};
        Loop{}.run([](std::string url) -> Task<> {
            HttpClient client;
            const HttpResponse response = co_await client.get(url);
            print("{} {} {}", response.status, response.body, seconds(loop_time()));
        }(posts.base_url() + "3"));
    });
    EXPECT_EQ(
        run.output(),
        (Lines{R"(200 {"id": 3, "userId": 1, "title": "Post 3", "body": "What post 3 has to say."} 0.25)"}));
}

TEST(Http, LimitOfConnectionsMakesStairs) {
    EXPECT_EQ(fetching_takes(1), 1s);
    EXPECT_EQ(fetching_takes(2), 500ms);
    EXPECT_EQ(fetching_takes(5), 200ms);
    EXPECT_EQ(fetching_takes(10), 100ms);
    EXPECT_EQ(fetching_takes(0), 100ms);
}

TEST(Http, ResumesInTheOrderOfTheAnswers) {
    const auto run = record([] {
        const PostsService posts;
        Loop{}.run(fetch_all(posts, {.limit = 2}, 5));
    });
    EXPECT_EQ(run.output(), (Lines{"1 200 at 0.1", "2 200 at 0.1", "3 200 at 0.2", "4 200 at 0.2",
                                   "5 200 at 0.3", "2 connections"}));
}

TEST(Http, IsTheSameInEveryRunInVirtualTime) {
    std::vector<std::string> first;
    for (int round = 0; round < 5; ++round) {
        const auto run = record([] {
            const PostsService posts{{.jitter = 80ms}};
            Loop{}.run(fetch_all(posts, {.limit = 4}, 12));
        });
        if (round == 0) first = run.output();
        EXPECT_EQ(run.output(), first);
    }
}

TEST(Http, NewConnectionForEachRequestWhenAskedFor) {
    const auto run = record([] {
        const PostsService posts;
        Loop{}.run(fetch_all(posts, {.limit = 1, .new_connection = true}, 4));
    });
    EXPECT_EQ(run.output().back(), "4 connections");
}

TEST(Http, SaysWhichSocketBecameReady) {
    const auto run = record([] {
        const PostsService posts;
        Loop{}.run(fetch_all(posts, {}, 1));
    });
    const auto watched = run.of(Kind::FdWatched);
    ASSERT_FALSE(watched.empty());
    EXPECT_EQ(run.tables->string(static_cast<trace::StringId>(watched[0].arg)), "/posts/1");
    const auto ready = run.of(Kind::FdReady);
    ASSERT_FALSE(ready.empty());
    EXPECT_EQ(ready.back().object, watched[0].object);
    for (const trace::Event& e : run.of(Kind::TaskReady)) {
        if (e.as<trace::Cause>() == trace::Cause::FdReady) {
            EXPECT_EQ(e.arg, watched[0].object);
        }
    }
}

TEST(Http, StatusIsAnAnswerAndMayBeMadeAnError) {
    const auto run = record([] {
        const PostsService posts{{.failing = 1.0}};
        Loop{}.run([](std::string base) -> Task<> {
            HttpClient client;
            print("{}", (co_await client.get(base + "1")).status);
            print("{}", (co_await client.get(base + "1000")).status);
            try {
                (co_await client.get(base + "1000")).raise_for_status();
            } catch (const HttpError&) {
                print("raised");
            }
        }(posts.base_url()));
    });
    EXPECT_EQ(run.output(), (Lines{"500", "404", "raised"}));
}

TEST(Http, RefusedAndResetAreErrorsThatNameTheAddress) {
    const auto run = record([] {
        const PostsService posts;
        Loop{}.run([](std::string base) -> Task<> {
            HttpClient client;
            for (const std::string& url : {std::string{"http://127.0.0.1:1/"}, base + "1?reset"}) {
                try {
                    co_await client.get(url);
                } catch (const HttpError& e) {
                    print("{}", std::string_view{e.what()}.starts_with(url));
                }
            }
        }(posts.base_url()));
    });
    EXPECT_EQ(run.output(), (Lines{"true", "true"}));
}

TEST(Http, TimesOutInLoopTime) {
    const auto run = record([] {
        const PostsService posts;
        Loop{}.run([](std::string base) -> Task<> {
            HttpClient client;
            try {
                co_await with_timeout(client.get(base + "1?hang"), 3s);
            } catch (const TimedOut&) {
                print("timed out at {}", seconds(loop_time()));
            }
            print("{}", (co_await client.get(base + "2")).status);
        }(posts.base_url()));
    });
    EXPECT_EQ(run.output(), (Lines{"timed out at 3", "200"}));
}

TEST(Http, WaitingForAnAnswerThatNeverComesIsStuck) {
    const auto run = record([] {
        const PostsService posts;
        Loop{}.run([](std::string base) -> Task<> {
            HttpClient client;
            co_await client.get(base + "1?hang");
        }(posts.base_url()));
    });
    EXPECT_EQ(run.outcome(), trace::Outcome::Stuck);
}

TEST(Http, BlockingClientHoldsItsThreadForTheLatency) {
    const auto run = record([] {
        const PostsService posts;
        BlockingHttpClient client;
        for (int post = 1; post <= 3; ++post) {
            const long status = client.get(posts.base_url() + std::to_string(post)).status;
            print("{} at {:.1f}", status, seconds(loop_time()));
        }
    });
    EXPECT_EQ(run.output(), (Lines{"200 at 0.1", "200 at 0.2", "200 at 0.3"}));
    EXPECT_EQ(run.of(Kind::BlockBegin).size(), 3U);
}

TEST(Http, BlockingClientTellsOfFailures) {
    const auto run = record([] {
        const PostsService posts;
        BlockingHttpClient client;
        for (const std::string& url : {std::string{"http://127.0.0.1:1/"}, posts.base_url() + "1?reset"}) {
            try {
                client.get(url);
            } catch (const HttpError&) {
                print("failed");
            }
        }
    });
    EXPECT_EQ(run.output(), (Lines{"failed", "failed"}));
}

TEST(Http, ThreadsThatBlockOverlap) {
    const auto run = record([] {
        const PostsService posts;
        std::vector<Thread> threads;
        for (int post = 1; post <= 4; ++post)
            threads.emplace_back([&posts, post] {
                BlockingHttpClient client;
                client.get(posts.base_url() + std::to_string(post));
            });
        for (Thread& each : threads) each.join();
    });
    EXPECT_EQ(run.events.back().at(), 100ms);
}

TEST(Http, StoppedInTheMiddleLeavesNothingOpen) {
    const auto once = [] {
        auto run = async::start([] {
            const PostsService posts{{.latency = 3600s}};
            Loop{}.run(fetch_all(posts, {.limit = 5}, 20));
        });
        std::vector<trace::Event> events;
        const auto polls = [&] {
            return std::any_of(events.begin(), events.end(), [](const trace::Event& e) {
                return e.kind == Kind::PollBegin && e.arg == -1;
            });
        };
        while (!polls()) {
            run->wait_for_events(100ms);
            run->drain(events);
        }
    };
    once();
    const std::size_t before = open_descriptors();
    once();
    EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace loopscope::async
