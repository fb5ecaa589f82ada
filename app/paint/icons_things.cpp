// Icons of what a program deals with, and of the surroundings.
#include "app/paint/icon_pen.hpp"

namespace loopscope::app::paint {
namespace {

using stage::Icon;

bool draw_awaited(IconPen& pen, Icon icon) {
    switch (icon) {
        case Icon::LoopRing:
            pen.arc({12, 13.2F}, 8.2F, 34, 326);
            pen.disc({12, 4.6F}, 3);
            return true;
        case Icon::Clock:
            pen.ring({12, 12}, 9.4F);
            pen.stroke({{12, 6.6F}, {12, 12.2F}, {15.8F, 14.4F}});
            return true;
        case Icon::Socket:
            pen.stroke({{3, 7.6F}, {20.4F, 7.6F}});
            pen.stroke({{16.6F, 3.8F}, {20.6F, 7.6F}, {16.6F, 11.4F}});
            pen.stroke({{21, 16.4F}, {3.6F, 16.4F}});
            pen.stroke({{7.4F, 12.6F}, {3.4F, 16.4F}, {7.4F, 20.2F}});
            return true;
        case Icon::Worker:
            pen.stroke({{12, 2.4F}, {20.4F, 7.2F}, {20.4F, 16.8F}, {12, 21.6F}, {3.6F, 16.8F}, {3.6F, 7.2F}},
                       true);
            pen.disc({12, 12}, 3);
            return true;
        case Icon::Padlock:
            pen.solid_box({4.6F, 10.8F}, {19.4F, 21.4F}, 2.4F);
            pen.arc({12, 7.8F}, 4.4F, -90, 90);
            pen.stroke({{7.6F, 7.8F}, {7.6F, 11.4F}});
            pen.stroke({{16.4F, 7.8F}, {16.4F, 11.4F}});
            return true;
        case Icon::Queue:
            for (const float y : {6.0F, 12.0F, 18.0F})
                pen.solid_box({3.4F, y - 1.7F}, {20.6F, y + 1.7F}, 1.7F);
            return true;
        case Icon::Fork:
            pen.stroke({{5, 12}, {9, 12}, {14.6F, 6}, {18, 6}});
            pen.stroke({{9, 12}, {14.6F, 18}, {18, 18}});
            pen.disc({5, 12}, 2.8F);
            pen.disc({18.6F, 6}, 2.8F);
            pen.disc({18.6F, 18}, 2.8F);
            return true;
        default: return false;
    }
}

bool draw_store(IconPen& pen, Icon icon) {
    switch (icon) {
        case Icon::Database: {
            // An ellipse is two shallow arcs; at 16 pixels nobody can tell.
            constexpr float kR = 11.2F, kSag = 46;
            pen.arc({12, 5.6F + 7.8F}, kR, -kSag, kSag);
            for (const float y : {5.6F, 11.8F, 18.2F}) pen.arc({12, y - 7.8F}, kR, 180 - kSag, 180 + kSag);
            pen.stroke({{3.95F, 5.6F}, {3.95F, 18.2F}});
            pen.stroke({{20.05F, 5.6F}, {20.05F, 18.2F}});
            return true;
        }
        case Icon::Envelope:
            pen.box({2.8F, 5}, {21.2F, 19}, 2.2F);
            pen.stroke({{3.8F, 7}, {12, 13.4F}, {20.2F, 7}});
            return true;
        case Icon::Process:
            pen.box({2.6F, 4.2F}, {21.4F, 19.8F}, 2.4F);
            pen.stroke({{6.8F, 9}, {10, 12}, {6.8F, 15}});
            pen.stroke({{12.6F, 15.2F}, {16.8F, 15.2F}});
            return true;
        case Icon::Flag:
            pen.stroke({{5.6F, 3.4F}, {5.6F, 21}});
            pen.solid({{6.6F, 4.4F}, {19.6F, 8.8F}, {6.6F, 13.2F}});
            return true;
        default: return false;
    }
}

bool draw_surroundings(IconPen& pen, Icon icon) {
    switch (icon) {
        case Icon::Moon: pen.crescent({11.4F, 12.4F}, 9, {16.4F, 8.2F}, 7.6F); return true;
        case Icon::Sun:
            pen.disc({12, 12}, 4.6F);
            for (const Vec2 d : {Vec2{0, 1}, {0.707F, 0.707F}, {1, 0}, {0.707F, -0.707F}}) {
                pen.stroke({{12 + d.x * 8, 12 + d.y * 8}, {12 + d.x * 9.8F, 12 + d.y * 9.8F}});
                pen.stroke({{12 - d.x * 8, 12 - d.y * 8}, {12 - d.x * 9.8F, 12 - d.y * 9.8F}});
            }
            return true;
        case Icon::Screen:
            pen.box({2.6F, 4}, {21.4F, 16.4F}, 2);
            pen.stroke({{12, 16.4F}, {12, 20.6F}});
            pen.stroke({{7.6F, 20.8F}, {16.4F, 20.8F}});
            return true;
        case Icon::Keyboard:
            pen.box({1.8F, 5.4F}, {22.2F, 18.6F}, 2.4F);
            for (const float x : {6.4F, 10.1F, 13.9F, 17.6F}) pen.disc({x, 9.8F}, pen.width() * 0.46F);
            pen.stroke({{8, 14.4F}, {16, 14.4F}});
            return true;
        default: return false;
    }
}

}  // namespace

bool draw_thing_icon(IconPen& pen, stage::Icon icon) {
    return draw_awaited(pen, icon) || draw_store(pen, icon) || draw_surroundings(pen, icon);
}

}  // namespace loopscope::app::paint
