// Icons of buttons and of states.
#include "app/paint/icon_pen.hpp"

namespace loopscope::app::paint {

bool draw_control_icon(IconPen& pen, stage::Icon icon) {
    using stage::Icon;
    switch (icon) {
        case Icon::Play: pen.solid({{7.2F, 4.6F}, {19.4F, 12}, {7.2F, 19.4F}}); return true;
        case Icon::Pause:
            pen.solid_box({5.5F, 4}, {10, 20}, 1.4F);
            pen.solid_box({14, 4}, {18.5F, 20}, 1.4F);
            return true;
        case Icon::Stop: pen.solid_box({5, 5}, {19, 19}, 2.4F); return true;
        case Icon::StepForward:
            pen.solid({{5.4F, 5.4F}, {15, 12}, {5.4F, 18.6F}});
            pen.solid_box({17, 4.4F}, {20, 19.6F}, 1.3F);
            return true;
        case Icon::StepBack:
            pen.solid({{18.6F, 5.4F}, {18.6F, 18.6F}, {9, 12}});
            pen.solid_box({4, 4.4F}, {7, 19.6F}, 1.3F);
            return true;
        case Icon::Restart:
            pen.arc({12, 12.6F}, 8, 48, 330);
            pen.solid({{11.2F, 1.6F}, {16.4F, 5.0F}, {11.2F, 8.6F}});
            return true;
        case Icon::ToHead:
            pen.stroke({{4, 12}, {15.4F, 12}});
            pen.stroke({{10.6F, 6.8F}, {15.8F, 12}, {10.6F, 17.2F}});
            pen.stroke({{20, 5}, {20, 19}});
            return true;
        case Icon::Chevron: pen.stroke({{9, 5}, {16, 12}, {9, 19}}); return true;
        case Icon::Tick: pen.stroke({{4.4F, 12.8F}, {9.6F, 18}, {19.6F, 6.6F}}); return true;
        case Icon::Cross:
            pen.stroke({{5.6F, 5.6F}, {18.4F, 18.4F}});
            pen.stroke({{18.4F, 5.6F}, {5.6F, 18.4F}});
            return true;
        case Icon::Warning:
            pen.stroke({{12, 3.0F}, {22.4F, 20.8F}, {1.6F, 20.8F}}, true);
            pen.stroke({{12, 10.2F}, {12, 13.8F}});
            pen.disc({12, 17.3F}, pen.width() * 0.5F);
            return true;
        case Icon::StruckRing:
            pen.ring({12, 12}, 8.8F);
            pen.stroke({{5.8F, 18.2F}, {18.2F, 5.8F}});
            return true;
        case Icon::HollowRing: pen.ring({12, 12}, 7.2F); return true;
        case Icon::RingedDot:
            pen.ring({12, 12}, 8.8F);
            pen.disc({12, 12}, 4.2F);
            return true;
        case Icon::Search:
            pen.ring({10.2F, 10.2F}, 6.6F);
            pen.stroke({{15.2F, 15.2F}, {20.6F, 20.6F}});
            return true;
        case Icon::Help:
            pen.ring({12, 12}, 9.6F);
            pen.arc({12, 9.6F}, 3, -80, 140);
            pen.stroke({{13.9F, 11.9F}, {12, 13.9F}});
            pen.disc({12, 17}, pen.width() * 0.58F);
            return true;
        default: return false;
    }
}

}  // namespace loopscope::app::paint
