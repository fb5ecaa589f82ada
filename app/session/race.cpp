#include "app/session/race.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace loopscope::app::session {
namespace {

// A run in virtual time should take milliseconds.
constexpr record::Limits kRaceLimits{.events = 2'000'000, .wall_time = std::chrono::seconds{5}};
// Nobody watches a race for longer than this.
constexpr double kLongestRace = 12.0;

}  // namespace

Race::Race(RunFactory start, std::function<void()> wake) : start_(std::move(start)), wake_(std::move(wake)) {}

Race::~Race() = default;

void Race::clear() {
    endings_.end(std::exchange(run_, nullptr));
    entries_.clear();
    open_ = nullptr;
    axis_.reset();
    passed_ = duration_ = 0;
    playing_ = false;
}

void Race::run(std::shared_ptr<const exhibit::Exhibit> open, const lessons::Values& values, bool playing) {
    clear();
    open_ = std::move(open);
    const auto modes = open_->modes();
    values_ = values;
    for (lessons::Mode mode : lessons::kModes) {
        if (std::ranges::find(modes, mode) == modes.end()) continue;
        RaceEntry entry;
        entry.mode = mode;
        entries_.push_back(std::move(entry));
    }
    playing_ = playing;
    last_now_.reset();
}

bool Race::ready() const {
    return !empty() && std::ranges::all_of(entries_, [](const RaceEntry& e) { return e.done; });
}

void Race::finish(RaceEntry& entry, std::string trouble) {
    entry.timeline =
        run_ ? run_->take() : std::make_unique<timeline::Timeline>(std::make_shared<trace::Tables>());
    endings_.end(std::exchange(run_, nullptr));
    entry.done = true;
    entry.trouble = std::move(trouble);
    entry.column =
        std::make_unique<slides::ColumnRun>(*entry.timeline, std::string(lessons::mode_title(entry.mode)));
    duration_ = std::max(duration_, entry.column->end());
    if (ready()) axis_.emplace(columns());
}

std::vector<const slides::ColumnRun*> Race::columns() const {
    std::vector<const slides::ColumnRun*> result;
    for (const RaceEntry& entry : entries_) result.push_back(entry.column.get());
    return result;
}

slides::RacePoint Race::point() const {
    return axis_ ? axis_->point_at(passed_) : slides::RacePoint{0, 0};
}

double Race::hurry() const {
    return std::max(1.0, std::ceil(static_cast<double>(length()) * 1e-9 / kLongestRace));
}

double Race::share() const {
    return length() > 0 ? static_cast<double>(passed_) / static_cast<double>(length()) : 0;
}

Result<std::unique_ptr<record::Source>> Race::start_one(lessons::Mode mode) const {
    record::SourceOptions options;
    options.name = std::string(open_->id()) + " " + std::string(lessons::mode_word(mode));
    options.speed = record::kAsFastAsPossible;
    options.on_events = wake_;
    return start(
        start_, [&] { return open_->starter(mode, values_); }, std::move(options));
}

void Race::collect(double now) {
    const auto entry = std::ranges::find_if(entries_, [](const RaceEntry& e) { return !e.done; });
    if (entry == entries_.end()) return;
    if (!run_) {
        auto started = start_one(entry->mode);
        if (!started) return finish(*entry, started.error().message());
        run_ = std::make_unique<QuietRun>(std::move(started.value()), kRaceLimits);
    }
    const auto reached = run_->update(now);
    if (reached == record::Reached::End) finish(*entry, "");
    if (reached == record::Reached::WallTime) finish(*entry, "took too long and was stopped");
    if (reached == record::Reached::Events) finish(*entry, "grew too long to show and was stopped");
}

void Race::update(double now) {
    if (empty()) return;
    if (!ready()) {
        collect(now);
        last_now_ = now;
        return;
    }
    const double dt = last_now_ ? std::max(0.0, now - *last_now_) : 0.0;
    last_now_ = now;
    if (!playing_) return;
    passed_ = std::isinf(speed_)
                  ? length()
                  : std::min(length(), passed_ + static_cast<std::int64_t>(dt * speed_ * hurry() * 1e9));
    if (passed_ >= length()) playing_ = false;
}

// To the next or last moment at which anything begins or ends in any of the columns.
void Race::step(bool forward) {
    std::int64_t best = forward ? length() : 0;
    for (const RaceEntry& entry : entries_) {
        if (!entry.timeline || !axis_) continue;
        for (std::size_t i = 0; i < entry.timeline->beat_count(); ++i) {
            const std::size_t beat = entry.timeline->beat(i);
            const std::int64_t there = axis_->passed({entry.timeline->time_at(beat), 1});
            if (forward && there > passed_) {
                best = std::min(best, there);
                break;
            }
            if (!forward && there < passed_) best = std::max(best, there);
            if (!forward && there >= passed_) break;
        }
    }
    passed_ = best;
    playing_ = false;
}

void Race::apply(const PlayerCommand& command) {
    const auto play = [this] {
        if (at_end()) passed_ = 0;
        playing_ = true;
        last_now_.reset();
    };
    if (std::holds_alternative<Play>(command)) play();
    if (std::holds_alternative<Pause>(command)) playing_ = false;
    if (std::holds_alternative<Toggle>(command)) {
        if (playing_) {
            playing_ = false;
        } else {
            play();
        }
    }
    if (std::holds_alternative<Forward>(command)) step(true);
    if (std::holds_alternative<Back>(command)) step(false);
    if (std::holds_alternative<ToStart>(command)) {
        passed_ = 0;
        playing_ = false;
    }
    if (std::holds_alternative<ToHead>(command)) passed_ = length();
    if (const auto* scrub = std::get_if<ScrubRace>(&command)) {
        passed_ =
            static_cast<std::int64_t>(std::clamp(scrub->share, 0.0, 1.0) * static_cast<double>(length()));
        playing_ = false;
    }
    if (const auto* speed = std::get_if<SetSpeed>(&command)) {
        speed_ = std::isinf(speed->speed) ? speed->speed : std::clamp(speed->speed, kLeastSpeed, kMostSpeed);
    }
}

}  // namespace loopscope::app::session
