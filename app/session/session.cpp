#include "app/session/session.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

namespace loopscope::app::session {
namespace {

// A program that never ends must not eat all memory (32 bytes an event, and the checkpoints).
constexpr std::size_t kMostLiveEvents = 8'000'000;
// While somebody drags a number, the race waits until it has stood still for this long.
constexpr double kSettleSeconds = 0.2;

const lessons::Parameter* find(const lessons::Lesson& lesson, std::string_view name) {
    const auto it = std::ranges::find(lesson.parameters, name, &lessons::Parameter::name);
    return it == lesson.parameters.end() ? nullptr : &*it;
}

bool allows(const lessons::Parameter& parameter, double value) {
    return value >= parameter.least && value <= parameter.most;
}

bool same_questions(const lessons::Lesson& a, const lessons::Lesson& b) {
    const auto same = [](const lessons::QuestionMark& x, const lessons::QuestionMark& y) {
        return x.ask == y.ask && x.mode == y.mode && x.when.kind == y.when.kind &&
               x.when.reason == y.when.reason && x.when.task == y.when.task && x.nth == y.nth &&
               x.text == y.text && x.misconceptions == y.misconceptions;
    };
    return std::ranges::equal(a.questions, b.questions, same);
}

// Whether a run of `before` with these values is one of `now` too, questions included.
bool same_run(const lessons::Lesson& before, const lessons::Lesson& now, lessons::Mode mode,
              const lessons::Values& values) {
    if (!before.program || !now.program || before.program_name != now.program_name) return false;
    if (before.beside != now.beside || before.parameters.size() != now.parameters.size()) return false;
    if (std::ranges::find(now.modes, mode) == now.modes.end()) return false;
    for (const auto& [name, value] : values) {
        const lessons::Parameter* parameter = find(now, name);
        if (parameter == nullptr || !allows(*parameter, value)) return false;
    }
    return same_questions(before, now);
}

}  // namespace

Session::Session(SessionOptions options)
    : start_(or_real(std::move(options.start))),
      wake_(std::move(options.wake)),
      timeline_(std::make_unique<timeline::Timeline>(std::make_shared<trace::Tables>())),
      dry_run_(start_, wake_),
      race_(start_, wake_) {}

Session::~Session() = default;

void Session::open(const lessons::Lesson& lesson, bool playing) {
    open(std::shared_ptr<const lessons::Lesson>(std::shared_ptr<void>(), &lesson), playing);
}

void Session::open(std::shared_ptr<const lessons::Lesson> lesson, bool playing) {
    race_.clear();
    lesson_ = std::move(lesson);
    mode_ = lesson_->initial_mode;
    values_ = lesson_->initial_values();
    nothing_chosen_ = !lesson_->program;
    race_stale_ = true;
    begin(playing);
}

void Session::reopen(std::shared_ptr<const lessons::Lesson> lesson) {
    const bool goes_on = lesson_ && same_run(*lesson_, *lesson, mode_, values_);
    race_.clear();
    race_stale_ = true;
    lesson_ = std::move(lesson);
    if (goes_on) return;
    // One that can't be run has no modes and values; when it is mended those from before are wanted again.
    if (lesson_->program) {
        const bool is_one = std::ranges::find(lesson_->modes, mode_) != lesson_->modes.end();
        if (std::exchange(nothing_chosen_, false) || !is_one) mode_ = lesson_->initial_mode;
        lessons::Values values = lesson_->initial_values();
        for (auto& [name, value] : values) {
            const auto held = values_.find(name);
            if (held != values_.end() && allows(*find(*lesson_, name), held->second)) value = held->second;
        }
        values_ = std::move(values);
    }
    begin(player_.playing());
}

void Session::begin(bool playing) {
    run_.reset();
    dry_run_.clear();
    show(nullptr);
    ++runs_;
    run_ended_ = false;
    player_.restart(playing && lesson_->program);
    if (!lesson_->program) {
        run_ended_ = true;
        timeline_ = std::make_unique<timeline::Timeline>(std::make_shared<trace::Tables>());
        return;
    }
    record::SourceOptions options;
    options.name = lesson_->id;
    options.speed = player_.speed();
    options.start_held = true;
    options.on_events = wake_;
    try {
        run_ = start_(lesson_->program(mode_, values_), std::move(options));
        timeline_ = std::make_unique<timeline::Timeline>(run_->tables());
    } catch (const std::exception& e) {
        run_.reset();
        run_ended_ = true;
        timeline_ = std::make_unique<timeline::Timeline>(std::make_shared<trace::Tables>());
        troubles_.push_back(std::string("The program could not be started: ") + e.what());
    }
}

void Session::rehearse() {
    if (dry_run_.begun() || !lesson_ || !lesson_->program) return;
    dry_run_.begin(lesson_->program(mode_, values_));
}

void Session::show(const timeline::Timeline* instead, bool at_its_end) {
    shown_ = instead;
    shown_at_end_ = at_its_end;
}

slides::Playhead Session::shown_playhead() const {
    slides::Playhead head = player_.playhead();
    if (!shown_) return head;
    if (shown_at_end_) head = {shown_->size(), 1.0F, shown_->time_at(shown_->size()), false};
    head.position = std::min(head.position, shown_->size());
    return head;
}

void Session::set_mode(lessons::Mode mode) {
    if (!lesson_ || mode == mode_) return;
    if (std::ranges::find(lesson_->modes, mode) == lesson_->modes.end()) return;
    mode_ = mode;
    begin(player_.playing());
}

void Session::set_value(std::string_view name, double value) {
    if (!lesson_ || std::isnan(value)) return;
    const lessons::Parameter* parameter = find(*lesson_, name);
    if (!parameter) return;
    const double most =
        parameter->options.empty() ? parameter->most : static_cast<double>(parameter->options.size()) - 1;
    const double clamped = std::clamp(value, std::min(parameter->least, most), most);
    double& held = values_[parameter->name];
    if (held == clamped) return;
    held = clamped;
    race_stale_ = true;
    values_changed_at_ = now_;
    begin(player_.playing());
}

void Session::restart() {
    if (!lesson_) return;
    if (race_shown_) {
        race_.apply(ToStart{});
        race_.apply(Play{});
        return;
    }
    begin(player_.playing());
}

void Session::show_race(bool shown) {
    if (shown == race_shown_) return;
    race_shown_ = shown;
    if (shown) player_.apply(Pause{}, *timeline_);
    if (!shown) race_.apply(Pause{});
}

void Session::ask(const PlayerCommand& command) {
    const bool setting = std::holds_alternative<SetSpeed>(command);
    if (race_shown_ || setting) race_.apply(command);
    if (!race_shown_ || setting || std::holds_alternative<SetPace>(command) ||
        std::holds_alternative<SetReducedMotion>(command) ||
        std::holds_alternative<SetBreakpoints>(command) || std::holds_alternative<SetGranularity>(command)) {
        player_.apply(command, *timeline_);
    }
}

void Session::drain() {
    // Asked before the last drain, so that nothing is left behind.
    const bool ended = run_->ended();
    batch_.clear();
    run_->drain(batch_);
    if (!batch_.empty()) timeline_->append(batch_);
    if (ended && !run_ended_) {
        run_ended_ = true;
        report_end();
    }
    if (!run_ended_ && timeline_->size() > kMostLiveEvents) {
        run_->send(trace::Stop{});
        troubles_.emplace_back("This run has grown too long to keep, so it was stopped");
        run_ended_ = true;
    }
}

void Session::report_end() {
    const auto& state = timeline_->state_at(timeline_->size());
    if (state.outcome == trace::Outcome::Failed) {
        troubles_.push_back("The program failed: " + timeline_->tables().string(state.message));
    } else if (state.outcome == trace::Outcome::Stuck) {
        troubles_.emplace_back("The program is stuck: nothing can wake the tasks that still wait");
    }
}

void Session::update(double now) {
    now_ = now;
    dry_run_.update(now);
    Program program;
    if (run_) {
        program.held = run_->held();
        drain();
        program.loop_time = run_->loop_time().count();
    }
    program.ended = run_ended_ || !run_;
    player_.update(now, *timeline_, program);
    for (const trace::Control& wish : player_.take_wishes()) {
        if (run_ && !run_ended_) run_->send(wish);
    }
    if (!race_shown_ || !lesson_ || !lesson_->program) return;
    if (race_stale_ && now - values_changed_at_ >= kSettleSeconds) {
        race_stale_ = false;
        race_.run(*lesson_, values_, true);
    }
    const bool was_working = race_.working();
    race_.update(now);
    if (was_working && race_.ready()) {
        for (const RaceEntry& entry : race_.entries()) {
            if (entry.trouble.empty()) continue;
            troubles_.push_back(std::string(lessons::mode_title(entry.mode)) + " " + entry.trouble);
        }
    }
}

bool Session::held() const {
    return run_ && !run_ended_ && run_->held();
}

std::int64_t Session::wall_time() const {
    return run_ ? run_->wall_time().count() : 0;
}

bool Session::moving() const {
    if (race_shown_) return race_.playing() || race_.working() || race_stale_;
    return player_.moving();
}

bool Session::counting() const {
    if (dry_run_.working()) return true;
    return race_shown_ ? race_.working() || race_stale_ : player_.counting();
}

std::optional<double> Session::due_in() const {
    return race_shown_ ? std::nullopt : player_.due_in();
}

std::vector<std::string> Session::take_troubles() {
    return std::exchange(troubles_, {});
}

}  // namespace loopscope::app::session
