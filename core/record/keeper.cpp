#include "core/record/keeper.hpp"

#include <utility>

namespace loopscope::record {
namespace {

// While events flow they are fetched so often: a ring of 32 768 takes 3 ms to fill at ten million a second,
// and nobody sees a millisecond.
constexpr std::chrono::microseconds kRhythm{1000};
// So many looks without an event, and it sleeps until it is woken.
constexpr int kPatience = 20;
constexpr std::chrono::hours kLongWait{1};

}  // namespace

Keeper::Keeper(std::unique_ptr<Source> source, std::function<void()> on_news, Threading threading)
    : source_(std::move(source)),
      recording_(std::make_shared<Recording>(source_->tables())),
      drain_(*source_, *recording_),
      on_news_(std::move(on_news)) {
    if (threading == Threading::Own) thread_ = std::thread([this] { keep(); });
}

Keeper::~Keeper() {
    if (!thread_.joinable()) return;
    leave_.store(true);
    source_->send(trace::Stop{});
    source_->wake();
    thread_.join();
}

void Keeper::send(const trace::Control& control) {
    source_->send(control);
    // Counted once it is in effect: a drain that comes between asks a program that has not heeded it yet.
    sent_.fetch_add(1);
    source_->wake();
}

std::shared_ptr<const Recording> Keeper::recording() const {
    const std::scoped_lock lock{mutex_};
    return recording_;
}

void Keeper::go_on_in(std::shared_ptr<Recording> other, std::size_t copied) {
    const std::scoped_lock draining{drain_mutex_};
    recording_->each(copied, recording_->size(), [&](const trace::Event& event) {
        other->append({&event, 1});
    });
    drain_.into(*other);
    const std::scoped_lock lock{mutex_};
    recording_ = std::move(other);
}

Keeper::Status Keeper::status() {
    // Wanted before it is read, so that no change slips in between.
    news_wanted_.store(true);
    const std::scoped_lock lock{mutex_};
    Status status = status_;
    status.held = status.held && heeded_ == sent_.load();
    return status;
}

void Keeper::collect() {
    if (!thread_.joinable()) drain_once();
}

bool Keeper::drain_once() {
    // In this order: what was sent before is heeded by what is asked next, and all that came before the
    // answer is there for the drain.
    const std::uint64_t sent = sent_.load();
    const Status now{.held = source_->held(), .ended = source_->ended()};
    const bool moved = [this] {
        const std::scoped_lock lock{drain_mutex_};
        return drain_.step() != 0;
    }();
    bool changed = moved;
    {
        const std::scoped_lock lock{mutex_};
        changed = changed || now.held != status_.held || now.ended != status_.ended || sent != heeded_;
        status_ = now;
        heeded_ = sent;
    }
    if (changed && on_news_ && news_wanted_.exchange(false)) on_news_();
    return moved;
}

void Keeper::keep() {
    int idle = 0;
    while (!leave_.load()) {
        idle = drain_once() ? 0 : idle + 1;
        const bool ended = [this] {
            const std::scoped_lock lock{mutex_};
            return status_.ended;
        }();
        if (ended) return;
        if (idle < kPatience) {
            std::this_thread::sleep_for(kRhythm);
        } else {
            source_->wait_for_events(kLongWait);
        }
    }
}

}  // namespace loopscope::record
