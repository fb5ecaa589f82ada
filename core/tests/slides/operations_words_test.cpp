// How the slides speak of sockets, pipes and processes: by what they are for, not by their numbers.
#include "core/slides/anatomy/anatomy.hpp"
#include "core/slides/loop/loop_slide.hpp"
#include "core/slides/loop/words.hpp"
#include "core/slides/subjects.hpp"
#include "core/tests/slides/scripts.hpp"
#include "core/tests/support/fixed_metrics.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

using test::Script;
using trace::Cause;
using trace::TaskId;
using trace::Wait;

// One task waits for a socket, one for a process; both come.
Script two_waits(std::string_view label, std::string_view command) {
    Script s;
    s.thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const TaskId a = s.task("fetch"), b = s.task("count");
    s.turn().step(a);
    if (!label.empty()) s.watch(a, 14, trace::Interest::Read, label);
    s.suspend(a, Wait::Fd, 0, 14).step(b);
    if (!command.empty()) s.process(b, 4711, command);
    s.suspend(b, Wait::Process, 0, 4711);
    s.turn().poll_begin(-1).at(20).poll_end(trace::PollWake::Io, 20);
    s.fd_ready(14).ready(a, Cause::FdReady, 14);
    s.process_exit(4711, 1).ready(b, Cause::ProcessDone, 4711);
    s.step(a);
    return s;
}

std::string all_texts(const stage::DisplayList& list) {
    std::string all = "\n";
    for (const stage::Item& item : list.items) {
        if (const auto* text = std::get_if<stage::TextItem>(&item)) all += text->text + "\n";
    }
    return all;
}

Frame frame_of(const timeline::Timeline& timeline) {
    static const test::FixedMetrics metrics;
    Frame frame;
    frame.timeline = &timeline;
    frame.playhead.position = timeline.size();
    frame.playhead.time = timeline.time_at(timeline.size());
    frame.size = {1200, 900};
    frame.metrics = &metrics;
    return frame;
}

std::string slide(const Script& s) {
    return all_texts(loop_slide(frame_of(s.timeline())));
}

std::string anatomy_of(const Script& s) {
    return all_texts(anatomy({frame_of(s.timeline()), 0}));
}

bool has(const std::string& all, const std::string& line) {
    return all.find("\n" + line + "\n") != std::string::npos;
}

TEST(OperationsWords, LoopSlideNamesWhatIsAwaited) {
    const std::string all = slide(two_waits("post 3", "sort -n"));

    EXPECT_TRUE(has(all, "await post 3")) << all;
    EXPECT_TRUE(has(all, "post 3 ready")) << all;
    EXPECT_TRUE(has(all, "await end of sort")) << all;
    EXPECT_TRUE(has(all, "sort has ended")) << all;
    EXPECT_TRUE(has(all, "status 1")) << all;
}

std::string slide_of_a_wait(Wait wait, const trace::Awaited& whom) {
    Script s;
    s.thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const TaskId group = s.task("group");
    s.turn().step(group).output(group, "begins");
    s.task("left");
    s.task("right");
    s.suspend(group, wait, 0, trace::pack_awaited(whom));
    return slide(s);
}

TEST(OperationsWords, LoopSlideSaysForWhichTasks) {
    const auto says = [](Wait wait, const trace::Awaited& whom, const std::string& what) {
        const std::string all = slide_of_a_wait(wait, whom);
        return has(all, what) ? "" : "no '" + what + "' in" + all;
    };
    EXPECT_EQ(says(Wait::Tasks, {2, 2, 3}, "await left, right"), "");
    EXPECT_EQ(says(Wait::Tasks, {1, 3, 0}, "await right"), "");
    EXPECT_EQ(says(Wait::Tasks, {5, 0, 0}, "await 5 tasks"), "");
    EXPECT_EQ(says(Wait::FirstOf, {2, 2, 3}, "await first of left, right"), "");
    EXPECT_EQ(says(Wait::FirstOf, {3, 0, 0}, "await first of 3 tasks"), "");
}

TEST(OperationsWords, LoopSlideTellsAPipeFromASocket) {
    EXPECT_TRUE(has(slide(two_waits("post 3", "sort")), "socket ready"));
    EXPECT_TRUE(has(slide(two_waits("output of sort", "sort")), "pipe ready"));
}

TEST(OperationsWords, LoopSlideSaysWhatKindIsReadyWhereTheNameIsTooLong) {
    const auto brief = [](const std::string& label) {
        const timeline::Timeline run = two_waits(label, "").timeline();
        LoopRows rows;
        rows.follow(run);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Row row = rows.row(i);
            if (row.what == trace::Kind::FdReady) return words_of(rows, run, row, {}).brief;
        }
        return std::string{};
    };
    EXPECT_EQ(brief("the service for posts"), "socket ready");
    EXPECT_EQ(brief("output of sort"), "pipe ready");
}

TEST(OperationsWords, LoopSlideFallsBackToNumbers) {
    const std::string all = slide(two_waits("", ""));

    EXPECT_TRUE(has(all, "await socket 14")) << all;
    EXPECT_TRUE(has(all, "await end of process 4711")) << all;
}

TEST(OperationsWords, LoopSlideTellsAShortWaitAsOne) {
    const auto words = [](std::int64_t planned, double slept_ms) {
        Script s;
        s.thread_begin(trace::ThreadRole::Main, "main").loop_begin();
        const TaskId task = s.task("fetch");
        s.turn().step(task).suspend(task, Wait::Fd, 0, 14);
        s.turn().poll_begin(planned).later(slept_ms).poll_end(trace::PollWake::Io, slept_ms);
        s.fd_ready(14).ready(task, Cause::FdReady, 14).step(task);
        const std::string all = slide(s);
        const std::size_t begin = all.find("\npoll ");
        return begin == std::string::npos ? all
                                          : all.substr(begin + 1, all.find('\n', begin + 1) - begin - 1);
    };
    EXPECT_EQ(words(-1, 20), "poll waits 0.020 s");
    EXPECT_EQ(words(-1, 0), "poll waits for news");
    EXPECT_EQ(words(-1, 0.1), "poll waits for news");
    EXPECT_EQ(words(5'000'000, 0.1), "poll waits 100 µs");
}

TEST(OperationsWords, AnatomyNamesTheSocketThatWokeATask) {
    EXPECT_TRUE(has(anatomy_of(two_waits("post 3", "sort")), "post 3"));
}

TEST(OperationsWords, OddTextsAreHarmless) {
    for (const char* odd : {"\n", " ", "a\nb", "output of ", "\xc3\xa4\xc3\xb6"}) {
        EXPECT_GT(slide(two_waits(odd, odd)).size(), 1U);
        EXPECT_GT(anatomy_of(two_waits(odd, odd)).size(), 1U);
    }
}

TEST(Subjects, PipesAreToldFromSockets) {
    EXPECT_TRUE(is_pipe("output of sort"));
    EXPECT_TRUE(is_pipe("input of cat"));
    EXPECT_TRUE(is_pipe("input"));
    EXPECT_FALSE(is_pipe("post 3"));
    EXPECT_FALSE(is_pipe(""));
    EXPECT_EQ(program_of("uniq -c"), "uniq");
    EXPECT_EQ(program_of(""), "");
}

TEST(Subjects, TheLastNameBeforeCounts) {
    Script s;
    s.thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const TaskId a = s.task("a");
    s.watch(a, 14, trace::Interest::Read, "first").unwatch(14);
    const std::size_t between = s.timeline().size();
    s.watch(a, 14, trace::Interest::Read, "second");

    EXPECT_EQ(label_of_descriptor(s.timeline(), between, 14), "first");
    EXPECT_EQ(label_of_descriptor(s.timeline(), 1000, 14), "second");
    EXPECT_EQ(label_of_descriptor(s.timeline(), 1000, 15), "");
    EXPECT_EQ(command_of_process(s.timeline(), 1000, 14), "");
}

}  // namespace
}  // namespace loopscope::slides
