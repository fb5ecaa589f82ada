#include "core/stage/fit.hpp"

#include "core/tests/support/fixed_metrics.hpp"

#include <gtest/gtest.h>

namespace loopscope::stage {
namespace {

class Fit : public testing::Test {
protected:
    [[nodiscard]] std::string letters(std::string_view text, int room) const {
        return fit(metrics_, Font::Code, text,
                   metrics_.width(Font::Code, "x") * (static_cast<float>(room) + 0.1F));
    }
    test::FixedMetrics metrics_;
};

TEST_F(Fit, LeavesAloneWhatFits) {
    EXPECT_EQ(letters("hello", 5), "hello");
    EXPECT_EQ(letters("", 5), "");
}

TEST_F(Fit, CutsTheEndForAnEllipsis) {
    EXPECT_EQ(letters("hello world", 8), "hello w…");
    EXPECT_EQ(letters("hello world", 2), "h…");
}

TEST_F(Fit, LeavesNoBlankInFrontOfTheEllipsis) {
    EXPECT_EQ(letters("hello world", 7), "hello…");
}

TEST_F(Fit, IsEmptyWhereNotEvenOneLetterIsLeft) {
    EXPECT_EQ(letters("hello", 1), "");
    EXPECT_EQ(letters("hello", 0), "");
    EXPECT_EQ(fit(metrics_, Font::Code, "hello", -4), "");
}

// What measures has to look at every letter.
class CountingMetrics final : public TextMetrics {
public:
    [[nodiscard]] float width(Font font, std::string_view text) const override {
        looked_at += text.size();
        return inner_.width(font, text);
    }
    [[nodiscard]] float line_height(Font font) const override { return inner_.line_height(font); }
    mutable std::size_t looked_at = 0;

private:
    test::FixedMetrics inner_;
};

TEST_F(Fit, LooksAtNoMoreThanCanBeInView) {
    const std::string text(std::size_t{16} << 20, 'x');
    const CountingMetrics counting;
    EXPECT_EQ(fit(counting, Font::Code, text, 400), fit(metrics_, Font::Code, text.substr(0, 1000), 400));
    EXPECT_LT(counting.looked_at, 100'000U);
    EXPECT_TRUE(fit(counting, Font::Code, "\xE2\x82\xAC" + text, 400).starts_with("\xE2\x82\xAC"));
}

TEST_F(Fit, NeverCutsALetterInTwo) {
    EXPECT_EQ(letters("äöüäöü", 4), "äöü…");
    EXPECT_EQ(letters("日本語日本語", 3), "日本…");
}

}  // namespace
}  // namespace loopscope::stage
