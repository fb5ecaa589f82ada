// In front of a class.
#pragma once

#include "app/tests/learner/deck.hpp"

#include <string>
#include <vector>

namespace loopscope::app::test {

// A projector of 1920 x 1080.
inline void project(Desk& desk) {
    desk.controller->handle(loopscope::app::input::Resized{{1920, 1080}});
    desk.controller->activate("view/presenter");
    const float scale = desk.controller->scale();
    desk.size = {1920 / scale, 1080 / scale};
    desk.controller->handle(input::Resized{desk.size});
    desk.frame();
}

// What can't be read from the last row.
inline std::vector<std::string> small_texts(Desk& desk) {
    std::vector<std::string> found;
    const stage::DisplayList list = desk.frame();
    for (const stage::Item& item : list.items) {
        const auto* text = std::get_if<stage::TextItem>(&item);
        if (text != nullptr && FixedMetrics::size(text->font) * desk.controller->scale() < 22)
            found.push_back(text->text);
    }
    return found;
}

}  // namespace loopscope::app::test
