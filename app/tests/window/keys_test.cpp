#include "app/platform/keys.hpp"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

namespace loopscope::app::platform {
namespace {

using input::Key;

TEST(Keys, AreWhatIsPrintedOnThem) {
    EXPECT_EQ(key_of(GLFW_KEY_Y, "z"), Key::Z);  // a German keyboard
    EXPECT_EQ(key_of(GLFW_KEY_RIGHT_BRACKET, "+"), Key::Plus);
    EXPECT_EQ(key_of(GLFW_KEY_T, "t"), Key::T);
}

TEST(Keys, AreTakenByTheirPlaceWhenThePrintSaysNothing) {
    EXPECT_EQ(key_of(GLFW_KEY_1, "&"), Key::Digit1);  // a French keyboard
    EXPECT_EQ(key_of(GLFW_KEY_SPACE, nullptr), Key::Space);
    EXPECT_EQ(key_of(GLFW_KEY_PAGE_DOWN, nullptr), Key::PageDown);
    EXPECT_EQ(key_of(GLFW_KEY_F11, nullptr), Key::F11);
    EXPECT_EQ(key_of(GLFW_KEY_Q, "ç"), Key::Q);
}

TEST(Keys, OfTheKeyPadCountLikeTheOthers) {
    EXPECT_EQ(key_of(GLFW_KEY_KP_ENTER, nullptr), Key::Enter);
    EXPECT_EQ(key_of(GLFW_KEY_KP_ADD, "+"), Key::Plus);
    EXPECT_EQ(key_of(GLFW_KEY_KP_3, "3"), Key::Digit3);
}

TEST(Keys, NobodyNeedsAreNone) {
    EXPECT_EQ(key_of(GLFW_KEY_CAPS_LOCK, nullptr), Key::None);
    EXPECT_EQ(key_of(GLFW_KEY_UNKNOWN, nullptr), Key::None);
}

}  // namespace
}  // namespace loopscope::app::platform
