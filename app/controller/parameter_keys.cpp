#include "app/controller/parameter_keys.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::controller {
namespace {

using input::Key;

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

std::optional<ParameterMove> parameter_move(const lessons::Parameter& p, const lessons::Values& values,
                                            const stage::Setting& focus, Key key) {
    const auto it = values.find(p.name);
    const double value = it == values.end() ? p.initial : it->second;
    const bool choice = !p.options.empty();
    const double last = static_cast<double>(p.options.size()) - 1;
    const auto to = choice ? moved_by_key(value, 0, last, 1, along(key))
                           : moved_by_key(value, p.least, p.most, p.step, key);
    if (!to) return std::nullopt;
    stage::Setting then = focus;
    if (choice) then = {focus.parameter, stage::Setting::Part::Option, static_cast<std::uint32_t>(*to)};
    return ParameterMove{*to, then};
}

}  // namespace loopscope::app::controller
