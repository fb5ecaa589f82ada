// The real program with a window of its own, used as a person would: keys and clicks go in through the X
// server, and what it shows comes out through its automation folder. Waits are for something that it says of
// itself, never for a time to pass.
#pragma once

#include "app/bench/child.hpp"
#include "app/platform/image.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace loopscope::app::test {

using Json = nlohmann::json;

struct Place {
    double x = 0, y = 0, w = 0, h = 0;
};

bool xdotool(const std::string& arguments);

class LiveProgram {
public:
    // Settings and all that the program keeps lie below `home`.
    LiveProgram(std::vector<std::string> arguments, std::filesystem::path home);

    // What it says of itself when nothing moves any more and `reached` holds; null if that never comes.
    Json state_when(const std::function<bool(const Json&)>& reached);
    // The same while things may move.
    Json moving_state_when(const std::function<bool(const Json&)>& reached);
    [[nodiscard]] std::optional<Place> place(const std::string& id) const;

    bool key(const std::string& keys);  // as xdotool names them, several with a space between
    bool click(const std::string& id);
    // Where it covers nothing that reacts to it.
    bool park_pointer();
    // What is on the screen now; empty if it never comes.
    platform::Image shot();

    // Nothing if it goes on for ever.
    std::optional<int> exit_code_when_ended();

private:
    [[nodiscard]] Json read(const char* name) const;
    Json wait_for_state(const std::function<bool(const Json&)>& reached, bool at_rest);
    bool pointer(const Place& place, const std::string& then);

    std::filesystem::path folder_;
    bench::Child child_;
};

}  // namespace loopscope::app::test
