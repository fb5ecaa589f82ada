// What the anatomy says of the poll and of the tasks.
#include "core/tests/slides/anatomies.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

using test::after;
using test::asleep;
using test::frame;
using test::large;
using test::look;
using test::metrics;
using test::says;
using test::Script;
using test::socket_wakes;
using trace::Phase;

TEST(Anatomy, APollThatOnlyLooksIsNoSleep) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();
    const std::size_t looking = after(s, trace::Kind::PollBegin);

    const stage::DisplayList list = large(timeline, looking);

    EXPECT_FALSE(look(timeline, looking).poll.sleeping);
    EXPECT_TRUE(says(list, "it only looked"));
    EXPECT_TRUE(says(list, "only asked for news"));
    EXPECT_FALSE(says(list, "asleep"));
    EXPECT_FALSE(says(list, "the loop sleeps"));
    EXPECT_FALSE(says(list, "THE POLL SLEEPS"));
}

TEST(Anatomy, DoesNotTakeTheEndOfAProcessForASocket) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId count = s.task("count");
    s.turn().step(count).process(count, 77, "sort -n").suspend(count, trace::Wait::Process, 0, 77);
    s.turn().phase(Phase::Prepare).poll_begin(-1).later(20).poll_end(trace::PollWake::Io, 20);
    const timeline::Timeline timeline = s.timeline();

    EXPECT_TRUE(says(large(timeline, s.here()), "woken early by news"));
    s.process_exit(77, 0).ready(count, trace::Cause::ProcessDone, 77);
    const timeline::Timeline then = s.timeline();
    EXPECT_TRUE(says(large(then, s.here()), "woken early by the end of a process"));
    const Script by_socket = socket_wakes();
    const timeline::Timeline other = by_socket.timeline();
    EXPECT_TRUE(says(large(other, by_socket.here()), "woken early by a socket"));
}

// A worker is done while the loop sleeps without an end: the number of the story is at the end of the bar.
TEST(Anatomy, TheStorysNumberAndTheWordsAboutThePollStandApart) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId crunch = s.task("crunch");
    s.turn().step(crunch);
    const trace::ObjectId work = s.work(crunch, "sum");
    s.suspend(crunch, trace::Wait::Worker, 0, work);
    s.on(2).thread_begin(trace::ThreadRole::Worker, "worker 1", 1).work_begin(work, crunch, "sum").on(1);
    s.turn().phase(Phase::Prepare).poll_begin(-1).later(200);
    s.on(2).work_end(work, crunch).on(1).poll_end(trace::PollWake::Io, 200);
    s.ready(crunch, trace::Cause::WorkerDone, work).phase(Phase::Check).step(crunch);
    const timeline::Timeline timeline = s.timeline();

    const stage::DisplayList list = large(timeline, s.here());

    EXPECT_TRUE(says(list, "woken early by a worker"));
    stage::Rect words{};
    for (const stage::Item& item : list.items) {
        const auto* text = std::get_if<stage::TextItem>(&item);
        if (text == nullptr || text->text != "woken early by a worker") continue;
        const float width = metrics().width(text->font, text->text);
        words = {text->at.x - width, text->at.y - 8, width, 16};
    }
    ASSERT_GT(words.w, 0);
    for (const stage::Item& item : list.items) {
        const auto* disc = std::get_if<stage::DiscItem>(&item);
        if (disc == nullptr || std::abs(disc->center.y - words.center().y) > 8 + disc->radius) continue;
        const bool apart =
            disc->center.x - disc->radius > words.right() || disc->center.x + disc->radius < words.x;
        EXPECT_TRUE(apart);
    }
}

TEST(Anatomy, WhoOnlyStartsTheOthersMakesRoomForThem) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();

    int crowded = 0;
    for (float height = 440; height < 700; height += 10) {
        const stage::DisplayList list = anatomy({frame(timeline, asleep(s), {1248, height}), 0});
        EXPECT_FALSE(says(list, "wakes when one has n…"));
        if (!says(list, "+2 more")) continue;
        ++crowded;
        EXPECT_TRUE(says(list, "awaits sleep"));
        EXPECT_FALSE(says(list, "awaits 2 tasks"));
    }
    EXPECT_GT(crowded, 0);
}

}  // namespace
}  // namespace loopscope::slides
