#include "app/session/rehearsal.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace loopscope::app::session {
namespace {

// A run in virtual time should take milliseconds; one that takes longer is drawn as far as it came.
constexpr std::chrono::milliseconds kRehearsalPatience{3000}, kLook{50};
constexpr std::size_t kMostRehearsalEvents = 400'000;

// The same program with other numbers makes another picture.
std::string name_of(const lessons::Lesson& lesson) {
    std::string name = lesson.program_name + " " + std::string(lessons::mode_word(lesson.initial_mode));
    for (const auto& [parameter, value] : lesson.initial_values())
        name += " " + parameter + "=" + std::to_string(value);
    return name;
}

}  // namespace

Rehearsal::Rehearsal(RunFactory start, std::function<void()> wake)
    : start_(or_real(std::move(start))), wake_(std::move(wake)) {}

Rehearsal::~Rehearsal() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Rehearsal::want(std::span<const lessons::Lesson> lessons) {
    const std::lock_guard lock(mutex_);
    std::map<std::string, Made, std::less<>> kept;
    jobs_.clear();
    for (const lessons::Lesson& lesson : lessons) {
        if (!lesson.program || !lesson.trouble.empty()) continue;
        const std::string name = name_of(lesson);
        auto made = made_.find(lesson.id);
        if (made != made_.end() && made->second.name == name) {
            kept.insert(made_.extract(made));
        } else {
            jobs_.push_back({lesson.id, name, lesson.program(lesson.initial_mode, lesson.initial_values())});
        }
    }
    made_ = std::move(kept);
    begin();
}

void Rehearsal::go_on(bool on) {
    const std::lock_guard lock(mutex_);
    if (on == on_) return;
    on_ = on;
    begin();
}

void Rehearsal::begin() {
    if (on_ && !thread_.joinable() && !jobs_.empty()) thread_ = std::thread([this] { work(); });
    changed_.notify_all();
}

const slides::Thumbnail* Rehearsal::of(std::string_view lesson) const {
    const std::lock_guard lock(mutex_);
    const auto it = made_.find(lesson);
    return it == made_.end() ? nullptr : &it->second.thumbnail;
}

bool Rehearsal::done() const {
    const std::lock_guard lock(mutex_);
    return jobs_.empty() && !busy_;
}

void Rehearsal::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stop_ || (on_ && !jobs_.empty()); });
        if (stop_) return;
        const Job job = std::move(jobs_.front());
        jobs_.erase(jobs_.begin());
        busy_ = true;
        lock.unlock();
        slides::Thumbnail thumbnail = run(job);
        lock.lock();
        busy_ = false;
        // It may have been wanted otherwise meanwhile.
        const bool outdated = std::ranges::any_of(jobs_, [&](const Job& j) { return j.id == job.id; });
        if (!outdated) made_[job.id] = {job.name, std::move(thumbnail)};
        lock.unlock();
        if (wake_) wake_();
        lock.lock();
    }
}

slides::Thumbnail Rehearsal::run(const Job& job) {
    try {
        record::SourceOptions options;
        options.name = job.id;
        options.speed = record::kAsFastAsPossible;
        const auto run = start_(job.program, std::move(options));
        timeline::Timeline timeline(run->tables());
        std::vector<trace::Event> batch;
        const auto until = std::chrono::steady_clock::now() + kRehearsalPatience;
        while (true) {
            // Asked before the last drain, so that nothing is left behind.
            const bool ended = run->ended();
            batch.clear();
            run->drain(batch);
            timeline.append(batch);
            if (ended || timeline.size() > kMostRehearsalEvents || std::chrono::steady_clock::now() > until)
                break;
            {
                const std::lock_guard lock(mutex_);
                if (stop_) break;
            }
            if (batch.empty()) run->wait_for_events(kLook);
        }
        return slides::make_thumbnail(slides::ColumnRun(timeline, job.id));
    } catch (const std::exception&) {
        return {};  // whoever opens the lesson is told why
    }
}

}  // namespace loopscope::app::session
