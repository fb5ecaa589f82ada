// The transport: where the playhead stands in the recorded run, and what the program is to be asked for next.
// A pure model: it is told the time and what the program does, and its wishes are fetched and sent by the
// session.
#pragma once

#include "core/record/source.hpp"
#include "core/slides/slide.hpp"
#include "core/timeline/timeline.hpp"
#include "core/trace/control.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace loopscope::app::session {

// One beat at teaching pace and speed 1.
inline constexpr double kBeatSeconds = 0.45;
inline constexpr double kLeastSpeed = 0.1, kMostSpeed = 4.0;
// Those on offer, slow to fast.
inline constexpr double kSpeeds[] = {kLeastSpeed, 0.25, 0.5, 1, 2, kMostSpeed, record::kAsFastAsPossible};

// Teaching: beat after beat, each shown before the next may happen. Free: the program runs at its own pace
// and the playhead follows it.
enum class Pace : std::uint8_t { Teaching, Free };

enum class Where : std::uint8_t { Live, Replaying, Ended };

struct Play {};
struct Pause {};
struct Toggle {};
// One step: through the recorded past, and at the head by the program itself.
struct Forward {};
struct Back {};
struct ToStart {};
struct ToHead {};
struct Seek {
    std::size_t position = 0;
};
struct Scrub {
    std::int64_t time = 0;
};
// Of the race's length; the run's transport does not know it.
struct ScrubRace {
    double share = 0;
};
// Clamped to [kLeastSpeed, kMostSpeed]; infinity: as fast as possible.
struct SetSpeed {
    double speed = 1;
};
struct SetPace {
    Pace pace = Pace::Teaching;
};
struct SetGranularity {
    trace::Granularity granularity = trace::Granularity::Beat;
};
struct SetReducedMotion {
    bool reduced = false;
};
struct SetBreakpoints {
    std::vector<trace::Breakpoint> all;
};
struct RunToBreakpoint {};
using PlayerCommand =
    std::variant<Play, Pause, Toggle, Forward, Back, ToStart, ToHead, Seek, Scrub, ScrubRace, SetSpeed,
                 SetPace, SetGranularity, SetReducedMotion, SetBreakpoints, RunToBreakpoint>;

// What is known of the program, beside its events.
struct Program {
    std::int64_t loop_time = 0;
    // Stands still; asked before the events were drained, and after all wishes were sent.
    bool held = false;
    // ... and everything it recorded has been drained.
    bool ended = false;
};

class Player {
public:
    // The same run, with its oldest part forgotten: the playhead goes to the newest event.
    void change_to(const timeline::Timeline& timeline);
    // A new run begins: the playhead goes to its start. Speed, pace, granularity and breakpoints stay.
    void restart(bool playing);

    void apply(const PlayerCommand& command, const timeline::Timeline& timeline);
    // `now` in seconds, never less than before. `timeline` has everything that was recorded up to now.
    void update(double now, const timeline::Timeline& timeline, const Program& program);
    // What the program should be told, in order; each is handed out once.
    std::vector<trace::Control> take_wishes();

    [[nodiscard]] slides::Playhead playhead() const;
    [[nodiscard]] Where where() const;
    [[nodiscard]] std::string_view where_text() const;
    [[nodiscard]] bool playing() const { return playing_; }
    [[nodiscard]] double speed() const { return speed_; }
    [[nodiscard]] Pace pace() const { return pace_; }
    [[nodiscard]] trace::Granularity granularity() const { return granularity_; }
    [[nodiscard]] const std::vector<trace::Breakpoint>& breakpoints() const { return breakpoints_; }

    // A beat is on its way, or loop time runs: the picture changes with every moment.
    [[nodiscard]] bool moving() const;
    // ... but only the clock does, which nobody can read faster than thirty times a second.
    [[nodiscard]] bool counting() const;
    // Seconds until update() should be called although nothing moves (a cut with a pause); nullopt: not
    // needed.
    [[nodiscard]] std::optional<double> due_in() const;

private:
    struct Asked {
        bool manual = false;
        bool sent = false;
    };

    void note_new_events(const timeline::Timeline& timeline);
    void update_beats(double dt, const timeline::Timeline& timeline, const Program& program);
    void update_free(double dt, const timeline::Timeline& timeline, const Program& program);
    void forward(const timeline::Timeline& timeline);
    void back(const timeline::Timeline& timeline);
    void play(const timeline::Timeline& timeline);
    void pause();
    void pause_at_head();
    void settle(const timeline::Timeline& timeline);
    void go(std::size_t position, const timeline::Timeline& timeline);
    void show(std::size_t position, const timeline::Timeline& timeline, double duration);
    void ask_for_step(trace::Granularity granularity, bool manual);
    void note_held(const timeline::Timeline& timeline);
    void run_to_breakpoint(const timeline::Timeline& timeline);
    void set_speed(double speed);
    [[nodiscard]] bool is_free() const;
    [[nodiscard]] bool crosses_breakpoint(std::size_t from, std::size_t to,
                                          const timeline::Timeline& timeline) const;

    // What the person set.
    bool playing_ = false;
    double speed_ = 1.0;
    Pace pace_ = Pace::Teaching;
    trace::Granularity granularity_ = trace::Granularity::Beat;
    bool reduced_ = false;
    std::vector<trace::Breakpoint> breakpoints_;

    // Where the playhead is. A beat that is being shown has `left_` of `duration_` seconds to go.
    std::size_t position_ = 0;
    std::int64_t time_ = 0;
    double left_ = 0, duration_ = 0;
    // Nothing recorded after the playhead is worth a beat.
    bool at_head_ = true;
    // Recorded loop time runs between two beats.
    bool gap_ = false;

    // What the program was asked for and has not done yet.
    std::optional<Asked> asked_;
    // Steps that were wished for while one was under way.
    int steps_to_ask_ = 0;
    // It was told to run on until something stops it.
    bool running_ = false;
    bool running_sent_ = false;
    // A person has paused it on its way, so what it still does is to be shown.
    bool settles_ = false;
    bool to_breakpoint_ = false;
    bool hit_breakpoint_ = false;

    // Events that note_new_events has read.
    std::size_t seen_ = 0;
    bool ended_ = false;
    std::optional<double> last_now_;
    std::vector<trace::Control> wishes_;
};

// Right behind the last event that is not the user's own doing.
std::size_t head_of(const timeline::Timeline& timeline);

}  // namespace loopscope::app::session
