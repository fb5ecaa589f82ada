#include "app/session/thumbnails.hpp"

#include "app/session/quiet_run.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace loopscope::app::session {
namespace {

// A run in virtual time should take milliseconds.
constexpr record::Limits kThumbnailLimits{.events = 400'000, .wall_time = std::chrono::seconds{3}};

// The same program with other numbers makes another picture.
std::string name_of(const lessons::Lesson& lesson) {
    std::string name = lesson.program_name + " " + std::string(lessons::mode_word(lesson.initial_mode));
    for (const auto& [parameter, value] : lesson.initial_values())
        name += " " + parameter + "=" + std::to_string(value);
    return name;
}

}  // namespace

Thumbnails::Thumbnails(RunFactory start, std::function<void()> wake)
    : start_(or_real(std::move(start))), wake_(std::move(wake)) {}

Thumbnails::~Thumbnails() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Thumbnails::want(std::span<const lessons::Lesson> lessons) {
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
            jobs_.push_back({lesson.id, name,
                             [program = lesson.program, mode = lesson.initial_mode,
                              values = lesson.initial_values()] { return program(mode, values); }});
        }
    }
    made_ = std::move(kept);
    begin();
}

void Thumbnails::go_on(bool on) {
    const std::lock_guard lock(mutex_);
    if (on == on_) return;
    on_ = on;
    begin();
}

void Thumbnails::begin() {
    if (on_ && !thread_.joinable() && !jobs_.empty()) thread_ = std::thread([this] { work(); });
    changed_.notify_all();
}

const slides::Thumbnail* Thumbnails::of(std::string_view lesson) const {
    const std::lock_guard lock(mutex_);
    const auto it = made_.find(lesson);
    return it == made_.end() ? nullptr : &it->second.thumbnail;
}

bool Thumbnails::done() const {
    const std::lock_guard lock(mutex_);
    return jobs_.empty() && !busy_;
}

void Thumbnails::work() {
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

slides::Thumbnail Thumbnails::run(const Job& job) {
    record::SourceOptions options;
    options.name = job.id;
    options.speed = record::kAsFastAsPossible;
    const auto started = start(start_, job.program, std::move(options));
    // Whoever opens the lesson is told why not.
    if (!started) return {};
    record::Source& source = *started.value();
    const auto recording = std::make_shared<record::Recording>(source.tables());
    record::RunToEnd how;
    how.limits = kThumbnailLimits;
    how.go_on = [this] {
        const std::lock_guard lock(mutex_);
        return !stop_;
    };
    // One that takes too long is drawn as far as it came.
    record::run_to_end(source, *recording, how);
    timeline::Timeline timeline(recording);
    timeline.follow();
    return slides::make_thumbnail(slides::ColumnRun(timeline, job.id));
}

}  // namespace loopscope::app::session
