// What is open: its mode and values, the run, what was recorded of it, and the transport. The only part of
// the app that talks to a run.
#pragma once

#include "app/exhibit/exhibit.hpp"
#include "app/session/endings.hpp"
#include "app/session/memory_budget.hpp"
#include "app/session/player.hpp"
#include "app/session/race.hpp"
#include "app/session/rehearsal.hpp"
#include "app/session/start.hpp"
#include "core/record/keeper.hpp"
#include "core/timeline/timeline.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace loopscope::app::session {

struct SessionOptions {
    // Empty: the real thing.
    RunFactory start;
    // Called on any thread when there is something new.
    std::function<void()> wake;
    // Who drains a run. The caller's thread does it in update(), for whoever wants to see one moment after
    // another: pictures without a window, and tests.
    record::Keeper::Threading threading = record::Keeper::Threading::Own;
    // Bytes that a run may take; 0: a quarter of the machine's memory.
    std::size_t memory = 0;
};

class Session {
public:
    explicit Session(SessionOptions options = {});
    ~Session();

    // What can't be run (its trouble() says why) is open without a run.
    void open(std::shared_ptr<const exhibit::Exhibit> exhibit, bool playing);
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
    // While true the race runs (once for what is open and its values), and the transport is the race's.
    void show_race(bool shown);
    // Takes in what was recorded, moves the playhead, sends what the transport wishes for.
    void update(double now);

    // The run has filled its memory: the program is held, whatever the transport asks, until one of the next
    // three.
    [[nodiscard]] bool full() const { return budget_.full() && !run_ended_; }
    [[nodiscard]] const MemoryBudget& budget() const { return budget_; }
    // Sets aside as much again, and goes on where it was held.
    void go_on_when_full();
    // Gives up the older half of what was recorded, and goes on where it was held.
    void forget_the_oldest();
    // Ends the run; what it has recorded stays.
    void stop();

    // Has the same thing run beforehand, once for each run, see Rehearsal.
    void rehearse();
    [[nodiscard]] const Rehearsal& rehearsal() const { return rehearsal_; }

    // Draw this instead of the run's own recording; null: that again. `at_its_end`: as it is there, wherever
    // the playhead is.
    void show(std::shared_ptr<const timeline::Timeline> instead, bool at_its_end = false);
    // What is to be drawn; timeline() and player() are what the run really is.
    [[nodiscard]] const timeline::Timeline& shown_timeline() const { return shown_ ? *shown_ : *timeline_; }
    [[nodiscard]] slides::Playhead shown_playhead() const;

    // What is open; null: nothing is.
    [[nodiscard]] const exhibit::Exhibit* exhibit() const { return exhibit_.get(); }
    // The same where it is a lesson; null: it is none.
    [[nodiscard]] const lessons::Lesson* lesson() const { return exhibit_ ? exhibit_->lesson() : nullptr; }
    [[nodiscard]] lessons::Mode mode() const { return mode_; }
    [[nodiscard]] const lessons::Values& values() const { return values_; }
    [[nodiscard]] const timeline::Timeline& timeline() const { return *timeline_; }
    [[nodiscard]] const Player& player() const { return player_; }
    [[nodiscard]] const Race& race() const { return race_; }
    [[nodiscard]] bool race_shown() const { return race_shown_; }
    // Another number with every run that begins.
    [[nodiscard]] unsigned runs() const { return runs_; }
    // The program stands still, as of the last update().
    [[nodiscard]] bool held() const { return held_ && !run_ended_; }
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
    void take_in();
    void send_wishes();
    void hold_when_full();
    void let_go_on();
    [[nodiscard]] MakeStarter program() const;
    [[nodiscard]] bool can_run() const { return exhibit_ && exhibit_->runs(); }
    void report_end();

    RunFactory start_;
    std::function<void()> wake_;
    record::Keeper::Threading threading_;
    std::shared_ptr<const exhibit::Exhibit> exhibit_;
    lessons::Mode mode_ = lessons::Mode::Async;
    lessons::Values values_;

    // Of the runs before; it goes last.
    Endings endings_;
    std::unique_ptr<timeline::Timeline> timeline_;
    Player player_;
    // Null: nothing runs.
    std::unique_ptr<record::Keeper> keeper_;
    // behind_: more is recorded than has been read.
    bool held_ = false, run_ended_ = false, behind_ = false;
    unsigned runs_ = 0;
    MemoryBudget budget_;
    // What would let a run go on that is full, and that it was going on before it was.
    std::vector<trace::Control> withheld_;
    bool was_playing_ = false;

    Rehearsal rehearsal_;
    std::shared_ptr<const timeline::Timeline> shown_;
    bool shown_at_end_ = false;

    Race race_;
    bool race_shown_ = false;
    bool race_stale_ = true;
    double values_changed_at_ = -1;
    double now_ = 0;
    // It could not be run since it was opened.
    bool nothing_chosen_ = false;
    std::vector<std::string> troubles_;
};

}  // namespace loopscope::app::session
