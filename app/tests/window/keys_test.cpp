#include "app/platform/keys.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::platform {
namespace {

using input::Key;

// GLFW's numbers: those of ASCII where a key has one on an American keyboard.
constexpr int kSpace = 32, kUnknown = -1, kPageDown = 267, kCapsLock = 280, kF11 = 300, kPad3 = 323,
              kPadAdd = 334, kPadEnter = 335;

TEST(Keys, AreWhatIsPrintedOnThem) {
    EXPECT_EQ(key_of('Y', "z"), Key::Z);  // a German keyboard
    EXPECT_EQ(key_of(']', "+"), Key::Plus);
    EXPECT_EQ(key_of('T', "t"), Key::T);
}

TEST(Keys, AreTakenByTheirPlaceWhenThePrintSaysNothing) {
    EXPECT_EQ(key_of('1', "&"), Key::Digit1);  // a French keyboard
    EXPECT_EQ(key_of(kSpace, nullptr), Key::Space);
    EXPECT_EQ(key_of(kPageDown, nullptr), Key::PageDown);
    EXPECT_EQ(key_of(kF11, nullptr), Key::F11);
    EXPECT_EQ(key_of('Q', "ç"), Key::Q);
}

TEST(Keys, OfTheKeyPadCountLikeTheOthers) {
    EXPECT_EQ(key_of(kPadEnter, nullptr), Key::Enter);
    EXPECT_EQ(key_of(kPadAdd, "+"), Key::Plus);
    EXPECT_EQ(key_of(kPad3, "3"), Key::Digit3);
}

TEST(Keys, NobodyNeedsAreNone) {
    EXPECT_EQ(key_of(kCapsLock, nullptr), Key::None);
    EXPECT_EQ(key_of(kUnknown, nullptr), Key::None);
}

}  // namespace
}  // namespace loopscope::app::platform
