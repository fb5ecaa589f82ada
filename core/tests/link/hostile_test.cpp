#include "core/tests/link/left_behind.hpp"

namespace loopscope::link {
namespace {

using namespace std::chrono_literals;

class Hostile : public LeavesNothing {
protected:
    static std::unique_ptr<RemoteRun> hostile(const std::string& what) {
        return start(program({LINK_HOSTILE, what}), {});
    }
    // How the run of such a program ends.
    static std::string end_of(const std::string& what) {
        const auto run = hostile(what);
        const auto recording = test::finish(*run);
        EXPECT_EQ(recording.outcome(), trace::Outcome::Failed);
        for (std::uint32_t i = 0; i < recording.events.size(); ++i) EXPECT_EQ(recording.events[i].seq, i);
        return recording.message();
    }
    // Runs until it is told to stop, which it does not heed.
    static std::string end_of_stopped(const std::string& what) {
        Start start = program({LINK_HOSTILE, what});
        start.patience = {.ask = 10ms};
        const auto run = link::start(std::move(start), {});
        std::vector<trace::Event> events;
        while (events.empty()) {
            run->wait_for_events(20ms);
            run->drain(events);
        }
        EXPECT_FALSE(run->ended());
        run->send(trace::Stop{});
        return test::finish(*run).message();
    }
};

TEST_F(Hostile, HasToSayWhatItIsOnceAndFirst) {
    EXPECT_EQ(end_of("mute"), "the program broke off");
    EXPECT_EQ(end_of("garbage"), "the program broke off: it says what nobody understands");
    EXPECT_EQ(end_of("no hello"), "the program broke off: it does not say what it is");
    EXPECT_EQ(end_of("other magic"), "the program broke off: it does not say what it is");
    EXPECT_EQ(end_of("two hellos"), "the program broke off: it says twice what it is");
    EXPECT_EQ(end_of("unknown frame"), "the program broke off: it says what nobody understands");
    EXPECT_EQ(end_of("long frame"), "the program broke off: it says what nobody understands");
}

TEST_F(Hostile, OfAnotherVersionIsRefusedWithWhatToDo) {
    EXPECT_EQ(
        end_of("other version"),
        "the program broke off: it speaks version 2 of Loopscope's protocol and this Loopscope version 1: "
        "build or install both of the same version");
}

TEST_F(Hostile, ThatWritesAllOverItsMemoryIsEnded) {
    EXPECT_EQ(end_of("flood"), "the program broke off: it has written over its own recording");
    EXPECT_EQ(end_of("scribble"), "the program broke off: it has written over its own recording");
}

TEST_F(Hostile, CannotTakeTheMemoryAway) {
    EXPECT_EQ(end_of("shrink"), "the program broke off: exit code 7");
    end_of("punch");
}

TEST_F(Hostile, ThatSaysItsEndButTellsNoneHasBrokenOff) {
    EXPECT_EQ(end_of("end at once"), "the program broke off");
}

TEST_F(Hostile, ThatNeverEndsIsKilledWhenItIsStopped) {
    for (const char* what : {"idle", "news", "deaf"}) {
        EXPECT_EQ(end_of_stopped(what), "the program broke off: it did not heed a stop") << what;
    }
}

TEST_F(Hostile, MayBeForgottenAtAnyTime) {
    for (const char* what : {"mute", "garbage", "flood", "scribble", "news", "idle"}) {
        hostile(what);
        const auto looked_at = hostile(what);
        std::vector<trace::Event> events;
        looked_at->drain(events);
    }
}

}  // namespace
}  // namespace loopscope::link
