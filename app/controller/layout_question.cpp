#include "app/controller/layout.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::controller {
namespace {

constexpr float kQuestionGutter = 14;
constexpr float kQuestionWidthForThree = 1120, kQuestionWidthForTwo = 760;

void for_a_class(Layout& at, const LayoutInput& input) {
    if (input.vote_wanted > 0) {
        const float high = std::min(input.vote_wanted, at.picture.h * 0.62F);
        at.question = {at.picture.x, at.picture.bottom() - high, at.picture.w, high};
        at.picture.h -= high + kQuestionGutter;
        return;
    }
    if (at.source.w <= 0) {
        const float high = at.picture.h * 0.6F;
        at.question = {at.picture.x, at.picture.bottom() - high, at.picture.w, high};
        at.picture.h -= high + kQuestionGutter;
        return;
    }
    at.question = {at.source.x, at.picture.y, at.source.w, at.sentence.bottom() - at.picture.y};
    at.title = at.source = at.sentence = {};
}

}  // namespace

void make_room_for_question(Layout& at, const LayoutInput& input) {
    if (input.presenter) return for_a_class(at, input);
    const float w = input.window.x;
    const float top = at.picture.y, left = at.transport.x, right = at.transport.right();
    at.lesson = at.strip = at.output = at.parameters = {};
    if (w < kQuestionWidthForTwo) {
        at.question = {left, top, right - left, std::max(0.0F, at.transport.y - kQuestionGutter - top)};
        at.source = at.picture = {};
        return;
    }
    const float panel = std::clamp(std::round(w * 0.317F), 360.0F, 560.0F);
    at.question = {right - panel, top, panel, at.transport.bottom() - top};
    at.transport.w -= panel + kQuestionGutter;
    const float high = at.transport.y - kQuestionGutter - top;
    float from = left;
    at.source = {};
    if (w >= kQuestionWidthForThree) {
        const float column = std::clamp(w * 0.255F, 280.0F, 480.0F);
        const float output = high >= 380 ? std::round(high * 0.3F) : 0;
        at.source = {left, top, column, high - (output > 0 ? output + kQuestionGutter : 0)};
        if (output > 0) at.output = {left, at.source.bottom() + kQuestionGutter, column, output};
        from += column + kQuestionGutter;
    }
    at.picture = {from, top, at.transport.right() - from, high};
}

}  // namespace loopscope::app::controller
