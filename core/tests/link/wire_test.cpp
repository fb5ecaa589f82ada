#include "core/link/wire.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace loopscope::link {
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
        Inbox inbox(1000);
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
    Inbox inbox(1000);
    int frames = 0;
    for (const char byte : both) {
        inbox.add({&byte, 1});
        while (inbox.next()) ++frames;
    }
    EXPECT_EQ(frames, 2);
    EXPECT_FALSE(inbox.broken());
}

TEST(Wire, TakesNoFrameThatIsTooLong) {
    Inbox inbox(1000);
    inbox.add("\xff\xff\xff\xff!");
    EXPECT_FALSE(inbox.next());
    EXPECT_TRUE(inbox.broken());
}

std::string packed(const Hello& hello) {
    Packer packer(Frame::Hello);
    pack(packer, hello);
    return packer.take().substr(sizeof(std::uint32_t) + 1);
}

TEST(Wire, GivesAHelloBackAsFarAsItIsUnderstood) {
    const Hello ours{.runtime = "CPython", .runtime_version = "3.11.2", .abilities = 5};
    const std::string whole = packed(ours);
    Unpacker fields(whole);
    EXPECT_EQ(unpack_hello(fields), ours);
    EXPECT_TRUE(ours.can(Ability::Pause) && ours.can(Ability::Clock) && !ours.can(Ability::Step));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        Unpacker part(std::string_view(whole).substr(0, length));
        EXPECT_FALSE(unpack_hello(part)) << length;
    }
    const std::string later = packed({.major = kMajor + 1, .minor = 7}).substr(0, 8);
    Unpacker short_one(later);
    EXPECT_EQ(unpack_hello(short_one), (Hello{.major = kMajor + 1, .minor = 7}));
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

}  // namespace
}  // namespace loopscope::link
