#include "app/controller/snapshot.hpp"

#include "app/commands/command.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

namespace loopscope::app::controller {
namespace {

const char* where_word(session::Where where) {
    switch (where) {
        case session::Where::Live: return "live";
        case session::Where::Replaying: return "replaying";
        case session::Where::Ended: return "ended";
    }
    return "";
}

std::string_view stage_word(quiz::Stage stage) {
    switch (stage) {
        case quiz::Stage::None: return "";
        case quiz::Stage::Waiting: return "waiting";
        case quiz::Stage::Asked: return "asked";
        case quiz::Stage::Locked: return "locked";
        case quiz::Stage::Running: return "running";
        case quiz::Stage::Revealed: return "revealed";
    }
    return "";
}

}  // namespace

std::string snapshot(const AppState& state, const WindowState& window, const session::Session& session,
                     const quiz::Quiz& quiz, std::string_view view) {
    const session::Player& player = session.player();
    const slides::Playhead head = player.playhead();
    const session::Race& race = session.race();
    nlohmann::json json = {
        {"view", view},
        {"presenter", state.presenter},
        {"true_time", state.true_time},
        {"theme", state.dark ? "dark" : "light"},
        {"scale", state.scale},
        {"help", state.help_open},
        {"palette", state.palette.open},
        {"lesson", session.lesson() ? session.lesson()->id : ""},
        {"trouble", session.exhibit() ? session.exhibit()->trouble() : ""},
        {"question", stage_word(quiz.stage())},
        {"mode", lessons::mode_word(session.mode())},
        {"values", session.values()},
        {"position", head.position},
        {"progress", head.progress},
        {"time_s", static_cast<double>(head.time) * 1e-9},
        {"size", session.timeline().size()},
        {"beats", session.timeline().beat_count()},
        {"playing", player.playing()},
        {"where", where_word(player.where())},
        {"speed", std::isinf(player.speed()) ? nlohmann::json("max") : nlohmann::json(player.speed())},
        {"pace", player.pace() == session::Pace::Free ? "free" : "teaching"},
        {"granularity", commands::granularity_label(player.granularity())},
        {"breakpoints", player.breakpoints().size()},
        {"held", session.held()},
        {"ended", session.ended()},
        {"outputs", session.timeline().state_at(head.position).outputs},
        {"moving", session.moving()},
        {"focus", window.focus_shown ? window.focus : ""},
        {"notices", nlohmann::json::array()},
    };
    for (const Notice& notice : state.notices) json["notices"].push_back(notice.text);
    if (session.race_shown()) {
        json["race"] = {{"ready", race.ready()},
                        {"playing", race.playing()},
                        {"time_s", static_cast<double>(race.point().time) * 1e-9},
                        {"duration_s", static_cast<double>(race.duration()) * 1e-9},
                        {"ended", race.at_end()}};
        for (const session::RaceEntry& entry : race.entries()) {
            const double end = entry.column ? static_cast<double>(entry.column->end()) * 1e-9 : 0;
            json["race"]["finish_s"][std::string(lessons::mode_word(entry.mode))] = end;
        }
    }
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace loopscope::app::controller
