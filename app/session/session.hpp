// The lesson that is open: its mode and values, the run, what was recorded of it, and the transport. The only
// part of the app that talks to a run.
#pragma once

#include "app/session/dry_run.hpp"
#include "app/session/player.hpp"
#include "app/session/race.hpp"
#include "app/session/run_factory.hpp"
#include "core/lessons/lesson.hpp"
#include "core/timeline/timeline.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace loopscope::app::session {

struct SessionOptions {
    RunFactory start;            // empty: the real thing
    std::function<void()> wake;  // called on any thread when there is something to drain
};

class Session {
public:
    explicit Session(SessionOptions options = {});
    ~Session();

    // A lesson that can't be run (its `trouble` says why) is open without a run.
    void open(std::shared_ptr<const lessons::Lesson> lesson, bool playing);
    // The same; `lesson` must outlive the session, or the next open().
    void open(const lessons::Lesson& lesson, bool playing);
    // Puts a newer form of the open lesson in its place. The run goes on where only words have changed;
    // otherwise another one begins, in the same mode and with the same values where there still are such.
    void reopen(std::shared_ptr<const lessons::Lesson> lesson);
    void set_mode(lessons::Mode mode);
    // Clamped to what the parameter allows; unknown names change nothing. A value that differs begins a new
    // run.
    void set_value(std::string_view name, double value);
    void restart();

    // To the run's transport, or, while the race is shown, to the race's.
    void ask(const PlayerCommand& command);
    // While true the race runs (once per lesson and values), and the transport is the race's.
    void show_race(bool shown);
    // Drains what was recorded, moves the playhead, sends what the transport wishes for.
    void update(double now);

    // Has the same thing run beforehand, once for each run, see DryRun.
    void rehearse();
    [[nodiscard]] const DryRun& rehearsal() const { return dry_run_; }

    // Draw this instead of the run's own recording; null: that again. `at_its_end`: as it is there, wherever
    // the playhead is. It must stay until the next call.
    void show(const timeline::Timeline* instead, bool at_its_end = false);
    // What is to be drawn; timeline() and player() are what the run really is.
    [[nodiscard]] const timeline::Timeline& shown_timeline() const { return shown_ ? *shown_ : *timeline_; }
    [[nodiscard]] slides::Playhead shown_playhead() const;

    [[nodiscard]] const lessons::Lesson* lesson() const { return lesson_.get(); }
    [[nodiscard]] lessons::Mode mode() const { return mode_; }
    [[nodiscard]] const lessons::Values& values() const { return values_; }
    [[nodiscard]] const timeline::Timeline& timeline() const { return *timeline_; }
    [[nodiscard]] const Player& player() const { return player_; }
    [[nodiscard]] const Race& race() const { return race_; }
    [[nodiscard]] bool race_shown() const { return race_shown_; }
    // Another number with every run that begins.
    [[nodiscard]] unsigned runs() const { return runs_; }
    [[nodiscard]] bool held() const;
    [[nodiscard]] bool ended() const { return run_ended_; }
    [[nodiscard]] std::int64_t wall_time() const;

    // Something on the screen changes by itself, or will as soon as the program has moved.
    [[nodiscard]] bool moving() const;
    [[nodiscard]] bool counting() const;
    [[nodiscard]] std::optional<double> due_in() const;

    // What went wrong since the last call, one sentence each.
    std::vector<std::string> take_troubles();

private:
    void begin(bool playing);
    void drain();
    void report_end();

    RunFactory start_;
    std::function<void()> wake_;
    std::shared_ptr<const lessons::Lesson> lesson_;
    lessons::Mode mode_ = lessons::Mode::Async;
    lessons::Values values_;

    // Declared before the run, which refers to nothing of these but is read into them until it is gone.
    std::unique_ptr<timeline::Timeline> timeline_;
    Player player_;
    std::unique_ptr<record::Source> run_;
    bool run_ended_ = false;
    unsigned runs_ = 0;
    std::vector<trace::Event> batch_;

    DryRun dry_run_;
    const timeline::Timeline* shown_ = nullptr;
    bool shown_at_end_ = false;

    Race race_;
    bool race_shown_ = false;
    bool race_stale_ = true;
    double values_changed_at_ = -1;
    double now_ = 0;
    bool nothing_chosen_ = false;  // the lesson could not be run since it was opened
    std::vector<std::string> troubles_;
};

}  // namespace loopscope::app::session
