// What the columns call lanes, blocks and rails.
#include "core/slides/columns/words.hpp"
#include "core/tests/slides/race.hpp"

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

using test::count;
using test::ns;
using test::Race;
using test::Script;
using test::texts;

// Two tasks on one loop: one has its work done by a worker, one waits for a socket.
Script work_and_socket(std::string_view label) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId a = s.task("crunch"), b = s.task("fetch");
    s.turn().step(a);
    const trace::ObjectId work = s.work(a, "sha256");
    s.suspend(a, trace::Wait::Worker, 0, work).step(b).watch(b, 14, trace::Interest::Read, label);
    s.suspend(b, trace::Wait::Fd, 0, 14).poll_begin(-1);
    s.on(2).thread_begin(trace::ThreadRole::Worker, "worker 1", 1).work_begin(work, a, "sha256");
    s.block(0, trace::Block::Cpu, 300).later(300).unblock(0).work_end(work, a);
    s.on(1).poll_end(trace::PollWake::Wake, 300).fd_ready(14);
    s.ready(a, trace::Cause::WorkerDone, work).ready(b, trace::Cause::FdReady, 14);
    s.step(a).end(a).step(b).end(b).loop_end().thread_end().run_end();
    return s;
}

TEST(ColumnRun, WhatAWorkerDoesIsDoneForTheTaskThatWaits) {
    const timeline::Timeline timeline = work_and_socket("post 3").timeline();

    const ColumnRun run(timeline, "one");

    EXPECT_EQ(run.work_by_task(ns(300)),
              (std::vector<std::pair<timeline::TaskId, std::int64_t>>{{1, ns(300)}}));
    ASSERT_EQ(run.lanes().size(), 2U);
    ASSERT_EQ(run.lanes()[1].on.size(), 1U);
    EXPECT_EQ(run.lanes()[1].on[0].task, 1U);
    EXPECT_EQ(lanes_words(run), "1 loop, 1 worker");
}

TEST(Columns, RailsNameWhatIsAwaitedAsFarAsThereIsRoom) {
    const auto beside_the_loop = [](std::string_view label) {
        Race race;
        race.input.runs.clear();
        race.add("Asynchronous", work_and_socket(label));
        std::string all;
        for (const std::string& text : texts(race.at(300))) all += text + "|";
        return all;
    };
    EXPECT_NE(beside_the_loop("post 3").find("|sha256|"), std::string::npos);
    EXPECT_NE(beside_the_loop("post 3").find("|post 3|"), std::string::npos);
    EXPECT_NE(beside_the_loop("").find("|socket|"), std::string::npos);
    EXPECT_NE(beside_the_loop(std::string(400, 'w')).find("|socket|"), std::string::npos);
    const std::string cut = beside_the_loop("a name that is rather long for a rail in a column");
    EXPECT_NE(cut.find("|a name that is"), std::string::npos) << cut;
}

TEST(Columns, NarrowBlocksSayTheTimeTheLetterOrNothing) {
    for (const int tasks : {2, 4}) {
        Race race(tasks);
        for (float width = 700; width < 1900; width += 50) {
            for (const std::string& text : texts(race.at(4000, 1, {width, 760})))
                EXPECT_FALSE(text.ends_with("…") && text.size() < 8)
                    << tasks << ", " << width << ": " << text;
        }
        EXPECT_GT(count(race.at(4000, 1, {1568, 760}), "1 s"), 0);
    }
}

std::string takeaway(const std::vector<const ColumnRun*>& runs) {
    std::string all;
    for (const Span& span : columns_takeaway(runs)) all += span.text;
    return all;
}

TEST(Columns, TheTakeawayIsTrueOfWhatWasRun) {
    const Race race(10);
    const ColumnRun &sync = race.run(0), &loop = race.run(1), &threads = race.run(2);

    EXPECT_EQ(takeaway({&sync, &loop}), "Waiting overlaps: 10.000 s become 1.000 s, on one thread");
    EXPECT_EQ(takeaway({&sync, &loop, &threads}),
              "Waiting overlaps: 10.000 s become 1.000 s, on one thread or on ten");
    EXPECT_EQ(takeaway({&sync, &threads}), "The best of them turns 10.000 s into 1.000 s");
    EXPECT_EQ(takeaway({&loop, &threads}), "Every way takes about 1.000 s");
    EXPECT_EQ(takeaway({&sync, &sync}), "Nothing overlaps here: every way takes about 10.000 s");
}

TEST(Columns, WhatIsAsFastHasNoSpeedUp) {
    EXPECT_EQ(speed_up(ns(1000), ns(1000)), "");
    EXPECT_EQ(speed_up(ns(1000), ns(800)), "1.2×");
    EXPECT_EQ(speed_up(ns(1000), ns(1250)), "0.8×");
}

TEST(Columns, SaysWhyAChildProcessTakesNoTime) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId a = s.task("count");
    s.turn().step(a).process(a, 77, "sort -n").suspend(a, trace::Wait::Process, 0, 77);
    s.process_exit(77, 0).ready(a, trace::Cause::ProcessDone, 77).step(a).end(a).loop_end().run_end();
    Race race;
    race.input.runs.clear();
    race.add("Synchronous", s).add("Asynchronous", s);

    EXPECT_EQ(columns_takeaway(race.input.runs)[0].text, "No time passes on this clock");
    race.input.runs.clear();
    race.add("Synchronous", test::two_blocking()).add("Asynchronous", s);
    EXPECT_EQ(columns_takeaway(race.input.runs)[0].text, "Asynchronous: no time on this clock");
}

}  // namespace
}  // namespace loopscope::slides
