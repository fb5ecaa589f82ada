#include "app/panels/parameter_panel.hpp"

#include "app/panels/mode_switch.hpp"
#include "app/panels/parameters.hpp"
#include "app/panels/widgets.hpp"

namespace loopscope::app::panels {

void parameter_bar(const Scene& scene, stage::Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.card(box);
    const float middle = box.center().y;
    float x = box.x + 24;
    draw.caps({x, middle}, "TRY IT", 80);
    x += 88;
    float right = box.right() - 20;
    if (!scene.session.race_shown() && box.w > 1000) right -= mode_switch(draw, right, middle, box.w) + 24;
    parameter_line(draw, {x, box.y, right - x, box.h});
}

}  // namespace loopscope::app::panels
