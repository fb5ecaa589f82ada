#include "app/paint/png.hpp"
#include "app/tests/paint/sheet.hpp"

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

TEST(Sheet, Prints) {
    for (const bool dark : {true, false})
        for (const float s : {1.0F, 1.5F, 2.0F}) {
            auto r = paint::render_png(tests::sheet(), {static_cast<int>(900 * s), static_cast<int>(640 * s)},
                                       s, dark ? ui::ThemeName::Dark : ui::ThemeName::Light,
                                       std::string("/tmp/ls/sheet_") + (dark ? "dark" : "light") +
                                           std::to_string(static_cast<int>(s * 10)) + ".png");
            ASSERT_TRUE(r.ok()) << r.error().message();
        }
}

}  // namespace
}  // namespace loopscope::app
