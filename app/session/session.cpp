#include "app/session/session.hpp"

#include "app/exhibit/lesson_exhibit.hpp"
#include "core/timeline/cut.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace loopscope::app::session {
namespace {

// Events that are read for one picture: a few milliseconds' worth. What a program records faster than that is
// read for the next ones.
constexpr std::size_t kMostAtOnce = 150'000;

// While somebody drags a number, the race waits until it has stood still for this long.
constexpr double kSettleSeconds = 0.2;

const lessons::Parameter* find(std::span<const lessons::Parameter> all, std::string_view name) {
    const auto it = std::ranges::find(all, name, &lessons::Parameter::name);
    return it == all.end() ? nullptr : &*it;
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
        const lessons::Parameter* parameter = find(now.parameters, name);
        if (parameter == nullptr || !allows(*parameter, value)) return false;
    }
    return same_questions(before, now);
}

}  // namespace

Session::Session(SessionOptions options)
    : start_(or_real(std::move(options.start))),
      wake_(std::move(options.wake)),
      threading_(options.threading),
      timeline_(std::make_unique<timeline::Timeline>(std::make_shared<trace::Tables>())),
      budget_(options.memory),
      rehearsal_(start_, wake_),
      race_(start_, wake_) {}

Session::~Session() = default;

void Session::open(const lessons::Lesson& lesson, bool playing) {
    open(exhibit::exhibit_of(lesson), playing);
}

void Session::open(std::shared_ptr<const lessons::Lesson> lesson, bool playing) {
    open(std::make_shared<const exhibit::LessonExhibit>(std::move(lesson)), playing);
}

void Session::open(std::shared_ptr<const exhibit::Exhibit> exhibit, bool playing) {
    race_.clear();
    exhibit_ = std::move(exhibit);
    mode_ = exhibit_->initial_mode();
    values_ = exhibit_->initial_values();
    nothing_chosen_ = !can_run();
    race_stale_ = true;
    begin(playing);
}

void Session::reopen(std::shared_ptr<const lessons::Lesson> lesson) {
    const bool goes_on = this->lesson() && same_run(*this->lesson(), *lesson, mode_, values_);
    race_.clear();
    race_stale_ = true;
    exhibit_ = std::make_shared<const exhibit::LessonExhibit>(std::move(lesson));
    if (goes_on) return;
    // One that can't be run has no modes and values; when it is mended those from before are wanted again.
    if (can_run()) {
        const bool is_one = std::ranges::find(exhibit_->modes(), mode_) != exhibit_->modes().end();
        if (std::exchange(nothing_chosen_, false) || !is_one) mode_ = exhibit_->initial_mode();
        lessons::Values values = exhibit_->initial_values();
        for (auto& [name, value] : values) {
            const auto held = values_.find(name);
            if (held != values_.end() && allows(*find(exhibit_->parameters(), name), held->second))
                value = held->second;
        }
        values_ = std::move(values);
    }
    begin(player_.playing());
}

void Session::begin(bool playing) {
    endings_.end(std::exchange(keeper_, nullptr));
    rehearsal_.clear();
    show(nullptr);
    ++runs_;
    held_ = run_ended_ = behind_ = false;
    budget_.restart();
    withheld_.clear();
    player_.restart(playing && can_run());
    if (!can_run()) {
        run_ended_ = true;
        timeline_ = std::make_unique<timeline::Timeline>(std::make_shared<trace::Tables>());
        return;
    }
    record::SourceOptions options;
    options.name = exhibit_->id();
    options.speed = player_.speed();
    options.start_held = true;
    auto started = start(start_, program(), std::move(options));
    if (started) {
        keeper_ = std::make_unique<record::Keeper>(std::move(started.value()), wake_, threading_);
        timeline_ = std::make_unique<timeline::Timeline>(keeper_->recording());
        return;
    }
    run_ended_ = true;
    troubles_.push_back("The program " + started.error().message());
    timeline_ = std::make_unique<timeline::Timeline>(std::make_shared<trace::Tables>());
}

MakeStarter Session::program() const {
    return [this] { return exhibit_->starter(mode_, values_); };
}

void Session::rehearse() {
    if (!rehearsal_.begun() && can_run()) rehearsal_.begin(program());
}

void Session::show(std::shared_ptr<const timeline::Timeline> instead, bool at_its_end) {
    shown_ = std::move(instead);
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
    if (!exhibit_ || mode == mode_) return;
    if (std::ranges::find(exhibit_->modes(), mode) == exhibit_->modes().end()) return;
    mode_ = mode;
    begin(player_.playing());
}

void Session::set_value(std::string_view name, double value) {
    if (!exhibit_ || std::isnan(value)) return;
    const lessons::Parameter* parameter = find(exhibit_->parameters(), name);
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
    if (!exhibit_) return;
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

void Session::report_end() {
    const auto& state = timeline_->state_at(timeline_->size());
    if (state.outcome == trace::Outcome::Failed) {
        troubles_.push_back("The program failed: " + timeline_->tables().string(state.message));
    } else if (state.outcome == trace::Outcome::Stuck) {
        troubles_.emplace_back("The program is stuck: nothing can wake the tasks that still wait");
    }
}

void Session::take_in() {
    Program program;
    if (keeper_) {
        keeper_->collect();
        // Asked before the recording is looked at, so that nothing is left behind.
        const record::Keeper::Status status = keeper_->status();
        const std::size_t there = keeper_->recording()->size();
        timeline_->follow(kMostAtOnce);
        behind_ = timeline_->size() < there;
        program.loop_time = keeper_->loop_time().count();
        program.held = held_ = status.held && !behind_;
        if (status.ended && !behind_ && !run_ended_) {
            run_ended_ = true;
            report_end();
        }
    }
    program.ended = run_ended_ || !keeper_;
    player_.update(now_, *timeline_, program);
}

void Session::hold_when_full() {
    if (!keeper_ || run_ended_ || !budget_.measure(*timeline_)) return;
    was_playing_ = player_.playing();
    player_.apply(Pause{}, *timeline_);
}

void Session::send_wishes() {
    for (const trace::Control& wish : player_.take_wishes()) {
        if (!keeper_ || run_ended_) continue;
        const bool lets_run =
            std::holds_alternative<trace::Resume>(wish) || std::holds_alternative<trace::Step>(wish);
        if (budget_.full() && lets_run) {
            withheld_.push_back(wish);
        } else {
            keeper_->send(wish);
        }
    }
}

void Session::go_on_when_full() {
    if (!budget_.full()) return;
    budget_.raise();
    let_go_on();
}

void Session::let_go_on() {
    for (const trace::Control& wish : std::exchange(withheld_, {})) {
        if (keeper_) keeper_->send(wish);
    }
    if (std::exchange(was_playing_, false)) player_.apply(Play{}, *timeline_);
}

void Session::forget_the_oldest() {
    if (!budget_.full() || !keeper_) return;
    const auto rest = timeline::without_the_oldest(*timeline_, timeline_->size() / 2);
    keeper_->go_on_in(rest, timeline_->size());
    // The old one goes last: whoever keeps something of a timeline knows it by its address.
    auto timeline = std::make_unique<timeline::Timeline>(rest);
    timeline->follow();
    std::swap(timeline_, timeline);
    player_.change_to(*timeline_);
    budget_.forget();
    let_go_on();
}

void Session::stop() {
    withheld_.clear();
    if (keeper_ && !run_ended_) keeper_->send(trace::Stop{});
}

void Session::update(double now) {
    now_ = now;
    rehearsal_.update(now);
    take_in();
    hold_when_full();
    send_wishes();
    if (!race_shown_ || !can_run()) return;
    if (race_stale_ && now - values_changed_at_ >= kSettleSeconds) {
        race_stale_ = false;
        race_.run(exhibit_, values_, true);
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

std::int64_t Session::wall_time() const {
    return keeper_ ? keeper_->wall_time().count() : 0;
}

bool Session::moving() const {
    if (race_shown_) return race_.playing() || race_.working() || race_stale_;
    return behind_ || player_.moving();
}

bool Session::counting() const {
    if (rehearsal_.working() || behind_) return true;
    return race_shown_ ? race_.working() || race_stale_ : player_.counting();
}

std::optional<double> Session::due_in() const {
    return race_shown_ ? std::nullopt : player_.due_in();
}

std::vector<std::string> Session::take_troubles() {
    return std::exchange(troubles_, {});
}

}  // namespace loopscope::app::session
