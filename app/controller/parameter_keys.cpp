#include "app/controller/parameter_keys.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::controller {
namespace {

using input::Key;

bool belongs_to(std::string_view focus, const std::string& name) {
    const std::string head = "set/" + name;
    return focus.starts_with(head) && (focus.size() == head.size() || focus[head.size()] == '/');
}

std::optional<double> moved_by_key(double value, double least, double most, double step, Key key) {
    // A hundred small steps should not leave 0.30000000000000004 behind.
    const auto rounded = [=](double v) {
        return std::clamp(step > 0 ? std::round(v / step) * step : v, least, most);
    };
    switch (key) {
        case Key::Left:
        case Key::Down: return rounded(value - step);
        case Key::Right:
        case Key::Up: return rounded(value + step);
        case Key::Home: return least;
        case Key::End: return most;
        default: return std::nullopt;
    }
}

// Choices stand side by side, from the left.
Key along(Key key) {
    return key == Key::Up ? Key::Left : key == Key::Down ? Key::Right : key;
}

}  // namespace

std::optional<ParameterMove> parameter_move(const lessons::Lesson& lesson, const lessons::Values& values,
                                            std::string_view focus, Key key) {
    for (const lessons::Parameter& p : lesson.parameters) {
        if (!belongs_to(focus, p.name)) continue;
        const auto it = values.find(p.name);
        const double value = it == values.end() ? p.initial : it->second;
        const bool choice = !p.options.empty();
        const double last = static_cast<double>(p.options.size()) - 1;
        const auto to = choice ? moved_by_key(value, 0, last, 1, along(key))
                               : moved_by_key(value, p.least, p.most, p.step, key);
        if (!to) return std::nullopt;
        std::string then(focus);
        if (choice) then = "set/" + p.name + "/option/" + std::to_string(static_cast<int>(*to));
        return ParameterMove{p.name, *to, std::move(then)};
    }
    return std::nullopt;
}

}  // namespace loopscope::app::controller
