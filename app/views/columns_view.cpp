#include "app/views/columns_view.hpp"

#include "app/exhibit/exhibit.hpp"
#include "app/views/picture.hpp"
#include "core/slides/columns/columns.hpp"

namespace loopscope::app::views {
namespace {

bool runs_several_ways(const exhibit::Exhibit* open) {
    return open != nullptr && open->modes().size() > 1;
}

void build_columns(const panels::Scene& scene, stage::Rect box, stage::DisplayList& list) {
    const Placed placed = place_picture(scene, box);
    const session::Race& race = scene.session.race();
    slides::ColumnsInput input;
    input.runs = race.columns();
    input.now = race.point();
    // The transport's strip says it.
    input.takeaway = false;
    input.size = placed.size;
    input.metrics = &scene.metrics;
    for (std::size_t i = 0; i < race.entries().size(); ++i) {
        const session::RaceEntry& entry = race.entries()[i];
        input.titles.emplace_back(lessons::mode_title(entry.mode));
        input.troubles.push_back(entry.trouble);
        if (entry.mode == lessons::Mode::Sync) input.baseline = i;
    }
    list.add(stage::HotItem{"scroll/picture", box, "", stage::Ground{true}});
    list.add(slides::columns(input), placed.at);
}

}  // namespace

ViewEntry columns_view() {
    return {.view = View::Columns,
            .word = "columns",
            .title = "Columns",
            .key = input::Key::Digit2,
            .icon = stage::Icon::Queue,
            .room = Room::Window,
            .below_transport = BelowTransport::Conclusion,
            .races = true,
            .available = runs_several_ways,
            .build = build_columns,
            .scroll = scroll_picture};
}

}  // namespace loopscope::app::views
