#include "core/async/io/process.hpp"

#include "core/async/blocking.hpp"
#include "core/async/when_any.hpp"
#include "core/tests/async/io/left_behind.hpp"

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;

const std::vector<Command> kCountWords{{"sort"}, {"uniq", "-c"}, {"sort", "-rn"}};
const std::vector<Command> kTrouble{{"sh", "-c", "echo trouble >&2; exit 3"}, {"cat"}};
const std::vector<Command> kEndless{{"sh", "-c", "sleep 1000 | cat"}, {"cat"}};
const std::string kWords = "pear\napple\npear\nfig\npear\nfig\n";
const std::string kCounted = "      3 pear\n      2 fig\n      1 apple\n";

std::string statuses(const PipelineResult& result) {
    std::string text;
    for (const ExitStatus& status : result.statuses) text += (text.empty() ? "" : ", ") + status.text();
    return text;
}

TEST(Pipeline, GivesWhatTheLastCommandWritesAndHowEachEnded) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        const PipelineResult result = co_await pipeline(kCountWords, kWords);
        print("{}", result.output == kCounted);
        print("{}, {}", statuses(result), result.ok());
    });

    EXPECT_EQ(run.output(), (Lines{"true", "status 0, status 0, status 0, true"}));
    const auto spawned = run.of(Kind::ProcessSpawned);
    ASSERT_EQ(spawned.size(), 3U);
    EXPECT_EQ(run.tables->string(static_cast<std::uint32_t>(spawned[1].arg)), "uniq -c");
    EXPECT_EQ(spawned[1].task, 1U);
    EXPECT_EQ(run.of(Kind::ProcessExited).size(), 3U);
}

TEST(Pipeline, BlockingTwinDoesTheSameAndHoldsTheThread) {
    const NothingLeftBehind checked;
    const auto run = record([] {
        call("count", [] {
            const PipelineResult result = blocking::pipeline(kCountWords, kWords);
            print("{} {}", result.output == kCounted, statuses(result));
        });
    });

    EXPECT_EQ(run.output(), (Lines{"true status 0, status 0, status 0"}));
    ASSERT_EQ(run.of(Kind::BlockBegin).size(), 1U);
    EXPECT_EQ(run.of(Kind::BlockBegin)[0].as<trace::Block>(), trace::Block::Call);
    EXPECT_EQ(run.of(Kind::ProcessExited).size(), 3U);
}

TEST(Pipeline, VirtualTimeStandsStillWhileAProcessRuns) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        auto other = spawn(say_after(1s, "a second later"));
        co_await pipeline("sort", kWords);
        print("sorted at {}", seconds(loop_time()));
        co_await other;
    });

    EXPECT_EQ(run.output(), (Lines{"sorted at 0", "a second later"}));
}

TEST(Pipeline, MoreThanThePipesHoldGoesThrough) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        const PipelineResult result = co_await pipeline("cat | cat", std::string(3'000'000, 'x'));
        print("{}", result.output.size());
    });

    EXPECT_EQ(run.output(), (Lines{"3000000"}));
}

TEST(Pipeline, WhoStopsReadingEarlyHarmsNobody) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        const PipelineResult result = co_await pipeline("head -c 5", std::string(3'000'000, 'x'));
        print("{} {}", result.output, statuses(result));
        const PipelineResult two = co_await pipeline("yes | head -n 1");
        print("{} {}", two.output == "y\n", statuses(two));
    });

    EXPECT_EQ(run.output(), (Lines{"xxxxx status 0", "true signal 13, status 0"}));
}

TEST(Pipeline, FailingCommandIsToldByItsStatusAndItsErrors) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        const PipelineResult result = co_await pipeline(kTrouble);
        print("{}, {}: {}", statuses(result), result.ok(), result.errors);
    });

    EXPECT_EQ(run.output(), (Lines{"status 3, status 0, false: trouble\n"}));
}

TEST(Pipeline, CommandNotFoundSaysSoAndTheOthersAreEnded) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        co_await tell([]() -> Task<> { co_await pipeline("cat | no-such-command", "text"); }());
        co_await tell([]() -> Task<> { co_await pipeline(std::vector<Command>{}); }());
        co_await tell([]() -> Task<> { co_await pipeline(""); }());
        co_await tell([]() -> Task<> { co_await pipeline("sort |"); }());
        co_await tell([]() -> Task<> { co_await pipeline("/etc/passwd"); }());
    });

    EXPECT_EQ(run.output(),
              (Lines{"command not found (no-such-command)", "invalid argument (a pipeline without commands)",
                     "invalid argument (an empty command)", "invalid argument (an empty command)",
                     "permission denied (/etc/passwd)"}));
    EXPECT_EQ(run.of(Kind::ProcessSpawned).size(), run.of(Kind::ProcessExited).size());
}

TEST(Pipeline, CancelledOnesAreKilledWithAllThatTheyHaveStarted) {
    const NothingLeftBehind checked;
    // A timer of loop time can't come while a process keeps the clock: this one is cancelled by a task.
    const auto run = record_main([]() -> Task<> {
        auto endless = spawn([]() -> Task<> { co_await pipeline(kEndless); }());
        for (int i = 0; i < 3; ++i) co_await yield();
        endless.cancel();
        co_await tell([](TaskHandle<> handle) -> Task<> { co_await handle; }(endless));
    });

    EXPECT_EQ(run.output(), (Lines{"cancelled"}));
    // The second one may see the end of its input before it is killed.
    const std::uint32_t first = run.of(Kind::ProcessSpawned)[0].object;
    const auto exited = run.of(Kind::ProcessExited);
    ASSERT_EQ(exited.size(), 2U);
    for (const auto& e : exited) {
        if (e.object == first) {
            EXPECT_EQ(e.arg, -SIGKILL);
        }
    }
}

TEST(Pipeline, TimeoutOfRealTimeKillsThem) {
    const NothingLeftBehind checked;
    const auto run = record(
        [] {
            Loop{}.run([]() -> Task<> {
                co_await tell([]() -> Task<> { co_await with_timeout(pipeline("sleep 1000"), 10ms); }());
            }());
        },
        1.0);

    EXPECT_EQ(run.output(), (Lines{"timed out"}));
}

TEST(Pipeline, ChildrenGetNoDescriptorOfOurs) {
    const NothingLeftBehind checked;
    const int careless = dup(0);
    const auto run = record_main([]() -> Task<> {
        const auto result = co_await pipeline("cat | ls /proc/self/fd");
        print("{}", result.output);
    });
    close(careless);

    // ls has the three and the directory that it lists.
    EXPECT_EQ(run.output(), (Lines{"0\n1\n2\n3\n"}));
}

TEST(Process, TalksLineByLine) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        Process process = Process::spawn(commands("cat")[0]);
        for (const char* word : {"one", "two"}) {
            co_await process.input().write(std::string{word} + "\n");
            print("{}", *co_await process.output().read_line());
        }
        process.input().close();
        print("{}", (co_await process.output().read_line()).has_value());
        print("{}", (co_await process.wait()).text());
        print("{}", (co_await process.wait()).text());
    });

    EXPECT_EQ(run.output(), (Lines{"one", "two", "false", "status 0", "status 0"}));
}

TEST(Process, KilledChildIsToldByItsSignal) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        Process process = Process::spawn(commands("sleep 1000")[0]);
        process.kill();
        print("{}", (co_await process.wait()).text());
        process.kill();
        Process other = Process::spawn(commands("sleep 1000")[0]);
        other.kill(SIGTERM);
        print("{}", (co_await other.wait()).text());
    });

    EXPECT_EQ(run.output(), (Lines{"signal 9", "signal 15"}));
    EXPECT_EQ(run.of(Kind::ProcessExited)[0].arg, -SIGKILL);
}

TEST(Process, DroppedOneIsKilledAndWaitedFor) {
    const NothingLeftBehind checked;
    const auto run = record_main([]() -> Task<> {
        Process::spawn(commands("sleep 1000")[0]);
        co_return;
    });

    EXPECT_EQ(run.outcome(), trace::Outcome::Done);
    EXPECT_EQ(run.of(Kind::ProcessExited).size(), 1U);
}

TEST(Process, StoppedAnywhereLeavesNobodyBehind) {
    const NothingLeftBehind checked;

    EXPECT_GT(stop_at_every_beat([]() -> Task<> { co_await pipeline("sort | uniq", kWords); }), 5);
    // This one never ends by itself.
    record::SourceOptions options;
    options.speed = record::kAsFastAsPossible;
    const auto run = async::start(
        [] { Loop{}.run([]() -> Task<> { co_await pipeline("sleep 1000 | cat"); }()); }, options);
    std::vector<trace::Event> events;
    const auto spawned = [&] {
        return std::count_if(events.begin(), events.end(),
                             [](const trace::Event& e) { return e.kind == Kind::ProcessSpawned; });
    };
    while (spawned() < 2) {
        run->drain(events);
        run->wait_for_events(std::chrono::milliseconds{5});
    }
}

TEST(Process, StoppedInABlockingCallLeavesNobodyBehind) {
    const NothingLeftBehind checked;
    record::SourceOptions options;
    options.speed = record::kAsFastAsPossible;
    const auto run = async::start([] { blocking::pipeline("sleep 1000 | cat"); }, options);
    std::vector<trace::Event> events;
    while (std::none_of(events.begin(), events.end(),
                        [](const trace::Event& e) { return e.kind == Kind::ProcessSpawned; })) {
        run->drain(events);
        run->wait_for_events(std::chrono::milliseconds{5});
    }
}

}  // namespace
}  // namespace loopscope::async
