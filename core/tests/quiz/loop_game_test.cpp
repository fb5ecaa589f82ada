#include "core/quiz/loop_game.hpp"

#include "core/quiz/misconceptions.hpp"
#include "core/tests/support/random_script.hpp"
#include "core/tests/support/script.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace loopscope::quiz {
namespace {

using trace::Kind;

// The ids of two_sleepers().
constexpr trace::TaskId kMain = 1, kOne = 2, kTwo = 3;

constexpr Move resume(trace::TaskId task) {
    return {MoveKind::Resume, task};
}
constexpr Move timer(trace::TaskId task) {
    return {MoveKind::Timer, task};
}
constexpr Move kPoll{MoveKind::Poll, 0}, kFinish{MoveKind::Finish, 0}, kCollect{MoveKind::Collect, 0};

std::string why(LoopGame& game, const Move& move) {
    const auto refusal = game.apply(move);
    return refusal ? refusal->why.plain() : "(right)";
}
std::shared_ptr<const timeline::Timeline> whole(const test::Script& script) {
    return std::make_shared<const timeline::Timeline>(script.timeline());
}

int belief(LoopGame& game, const Move& move) {
    const auto refusal = game.apply(move);
    return refusal ? refusal->misconception : -1;
}

TEST(LoopGame, IsWonByDoingWhatALoopDoes) {
    const auto recording = whole(test::two_sleepers());
    LoopGame game(recording);
    ASSERT_TRUE(game.playable());
    for (const Move& move : {resume(kMain), resume(kOne), resume(kTwo), kPoll, timer(kOne), timer(kTwo),
                             resume(kOne), resume(kTwo), resume(kMain), kFinish}) {
        EXPECT_FALSE(game.won());
        EXPECT_EQ(game.recorded(), move);
        EXPECT_FALSE(game.apply(move));
    }
    EXPECT_TRUE(game.won());
    EXPECT_EQ(game.wrong(), 0);
    EXPECT_EQ(game.position(), recording->size());
    EXPECT_FALSE(game.recorded());
    EXPECT_TRUE(game.moves().empty());
    EXPECT_EQ(why(game, kFinish), "The loop has ended.");
}

TEST(LoopGame, ExplainsWrongMovesFromTheState) {
    const auto recording = whole(test::two_sleepers());
    LoopGame game(recording);
    EXPECT_EQ(why(game, kFinish), "main is not done yet: the loop goes on until it is.");
    EXPECT_FALSE(game.apply(resume(kMain)));
    EXPECT_EQ(why(game, resume(kTwo)),
              "task 2 has to wait its turn: task 1 is ahead of it in the ready queue, and first come is "
              "first served.");
    EXPECT_EQ(why(game, kPoll), "Poll would sleep, but task 1 and task 2 are ready.");
    EXPECT_EQ(why(game, resume(kMain)), "main waits for all of its tasks; only what is ready can run.");
    EXPECT_FALSE(game.apply(resume(kOne)));
    EXPECT_EQ(why(game, resume(kOne)),
              "task 1 waits for its timer until 1.000 s; only what is ready can run.");
    EXPECT_EQ(why(game, timer(kOne)), "The timer of task 1 is due at 1.000 s, and it is only 0.000 s.");
    EXPECT_FALSE(game.apply(resume(kTwo)));
    EXPECT_EQ(why(game, kCollect), "Poll has brought nothing that anybody waits for.");
    EXPECT_FALSE(game.apply(kPoll));
    EXPECT_EQ(
        why(game, resume(kOne)),
        "task 1 is not ready yet: its time is up, but first its timer has to bring it into the ready queue.");
    EXPECT_EQ(why(game, timer(kTwo)),
              "The timer of task 1 comes first: of equal deadlines, the one that was set first.");
    EXPECT_EQ(why(game, kPoll), "Timers are due: task 1 would sleep longer than it asked for.");
    EXPECT_FALSE(game.apply(timer(kOne)));
    EXPECT_EQ(why(game, resume(kOne)),
              "First the timers: the one of task 2 is due, and the loop looks at its timers before it goes "
              "through the "
              "ready queue again.");
    EXPECT_EQ(game.wrong(), 11);
    EXPECT_EQ(game.made(), 5U);
}

TEST(LoopGame, NamesTheMisconceptionBehindAMove) {
    const auto recording = whole(test::two_sleepers());
    LoopGame game(recording);
    EXPECT_EQ(belief(game, kFinish), 15);
    game.apply(resume(kMain));
    EXPECT_EQ(belief(game, resume(kMain)), 8);
    EXPECT_EQ(belief(game, kPoll), 4);
    game.apply(resume(kOne));
    game.apply(resume(kTwo));
    EXPECT_EQ(belief(game, timer(kOne)), 9);
    game.apply(kPoll);
    EXPECT_EQ(belief(game, timer(kTwo)), 14);
}

TEST(LoopGame, TakesMovesBack) {
    const auto recording = whole(test::two_sleepers());
    LoopGame game(recording);
    EXPECT_FALSE(game.undo());
    const std::size_t start = game.position();
    game.apply(resume(kMain));
    EXPECT_GT(game.position(), start);
    EXPECT_TRUE(game.undo());
    EXPECT_EQ(game.position(), start);
    EXPECT_EQ(game.recorded(), resume(kMain));
}

TEST(LoopGame, IsOnlyForOneLoop) {
    for (const auto& recording :
         {whole(test::two_blocking()), whole(test::two_threads()), whole(test::Script{})}) {
        LoopGame game(recording);
        EXPECT_FALSE(game.playable());
        EXPECT_FALSE(game.won());
        EXPECT_TRUE(game.moves().empty());
        EXPECT_FALSE(game.recorded());
        EXPECT_TRUE(game.apply(kPoll));
    }
}

TEST(LoopGame, CollectsWhatPollBrought) {
    test::Script s;
    s.run_begin("net").thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const auto a = s.task("fetch 1"), b = s.task("fetch 2");
    s.turn().look();
    for (const auto task : {a, b}) {
        s.step(task).watch(task, 10 + task, trace::Interest::Read, "api");
        s.suspend(task, trace::Wait::Fd, 5, 10 + task);
    }
    s.turn().phase(trace::Phase::Prepare).poll_begin(-1).later(30).poll_end(trace::PollWake::Io, 30);
    for (const auto task : {b, a}) {
        s.fd_ready(10 + task);
        s.ready(task, trace::Cause::FdReady, 10 + task);
    }
    s.phase(trace::Phase::Check);
    for (const auto task : {b, a}) s.step(task).unwatch(10 + task).end(task);
    s.turn().loop_end().thread_end().run_end();
    const auto recording = whole(s);
    LoopGame game(recording);
    game.apply(resume(a));
    game.apply(resume(b));
    EXPECT_EQ(why(game, resume(a)), "fetch 1 waits for news on api; only what is ready can run.");
    EXPECT_FALSE(game.apply(kPoll));
    EXPECT_EQ(game.recorded(), kCollect);
    EXPECT_FALSE(game.apply(kCollect));
    for (const Move& move : {resume(b), resume(a), kFinish}) EXPECT_FALSE(game.apply(move));
    EXPECT_TRUE(game.won());
}

// Always playing what the loop did wins; any other move is refused with a reason and changes nothing; and the
// way back leads to the start.
TEST(LoopGame, HoldsForRandomPrograms) {
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        test::RandomWork work;
        work.seed = seed;
        work.events = 300;
        work.tasks = 1 + static_cast<int>(seed % 9);
        const auto recording = whole(test::random_script(work));
        LoopGame game(recording);
        ASSERT_TRUE(game.playable());
        std::size_t last = 0;
        while (!game.won()) {
            const Move right = *game.recorded();
            const auto offered = game.moves();
            ASSERT_NE(std::ranges::find(offered, right), offered.end());
            for (const Move& move : offered) {
                if (move == right) continue;
                const std::size_t before = game.position();
                const auto refusal = game.apply(move);
                ASSERT_TRUE(refusal);
                ASSERT_FALSE(refusal->why.empty());
                ASSERT_LE(refusal->misconception, kMisconceptions);
                ASSERT_EQ(game.position(), before);
            }
            ASSERT_GE(game.position(), last);
            last = game.position();
            ASSERT_FALSE(game.apply(right)) << "seed " << seed;
        }
        ASSERT_EQ(game.made(), game.moves_in_all());
        while (game.undo()) {
        }
        ASSERT_EQ(game.made(), 0U);
    }
}

}  // namespace
}  // namespace loopscope::quiz
