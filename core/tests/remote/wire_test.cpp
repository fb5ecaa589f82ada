#include "core/remote/wire.hpp"

#include "core/remote/recording.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace loopscope::remote {
namespace {

std::string packed(const trace::Control& control) {
    Packer packer(Frame::Command);
    pack(packer, control);
    return packer.take();
}

TEST(Wire, GivesEachControlBack) {
    const trace::Breakpoint somewhere{trace::Kind::Output, 3, "program.cpp", 17}, anywhere{};
    const std::vector<trace::Control> controls{
        trace::Pause{},
        trace::Resume{},
        trace::Step{trace::Granularity::Turn, false},
        trace::RunUntil{somewhere, true},
        trace::SetBreakpoints{{somewhere, anywhere}},
        trace::SetSpeed{std::numeric_limits<double>::infinity()},
        trace::Stop{},
    };
    for (const trace::Control& control : controls) {
        Inbox inbox;
        inbox.add(packed(control));
        const auto frame = inbox.next();
        ASSERT_TRUE(frame);
        Unpacker fields(frame->fields);
        const auto back = unpack_control(fields);
        ASSERT_TRUE(back);
        EXPECT_EQ(packed(*back), packed(control));
        EXPECT_EQ(back->index(), control.index());
        EXPECT_TRUE(fields.rest().empty());
    }
}

TEST(Wire, PutsPiecesTogether) {
    const std::string both = packed(trace::Pause{}) + packed(trace::SetSpeed{2});
    Inbox inbox;
    int frames = 0;
    for (const char byte : both) {
        inbox.add({&byte, 1});
        while (inbox.next()) ++frames;
    }
    EXPECT_EQ(frames, 2);
    EXPECT_FALSE(inbox.broken());
}

TEST(Wire, TakesNoFrameThatIsTooLong) {
    Inbox inbox;
    inbox.add("\xff\xff\xff\xff!");
    EXPECT_FALSE(inbox.next());
    EXPECT_TRUE(inbox.broken());
}

TEST(Wire, TakesNoControlThatIsCutOff) {
    const trace::Control control = trace::RunUntil{{trace::Kind::Output, 3, "program.cpp", 17}, true};
    const std::string whole = packed(control).substr(sizeof(std::uint32_t) + 1);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        Unpacker fields(std::string_view(whole).substr(0, length));
        EXPECT_FALSE(unpack_control(fields)) << length;
    }
    Unpacker unknown("\x63");
    EXPECT_FALSE(unpack_control(unknown));
}

TEST(Recording, TakesNoEventsThatNothingCouldHaveRecorded) {
    const auto takes = [](trace::Event event) {
        Recording recording;
        bool taken = false;
        const std::string_view bytes(reinterpret_cast<const char*>(&event), sizeof event);
        const bool good = recording.add_events(bytes, [&](const auto&) { taken = true; });
        EXPECT_EQ(good, taken);
        return good;
    };
    EXPECT_TRUE(takes({}));
    EXPECT_FALSE(takes({.seq = 1}));
    EXPECT_FALSE(takes({.task = 4'000'000'000}));
    EXPECT_FALSE(takes({.kind = static_cast<trace::Kind>(trace::kKindCount)}));
    EXPECT_FALSE(Recording{}.add_events("not a whole one", [](const auto&) {}));
}

}  // namespace
}  // namespace loopscope::remote
