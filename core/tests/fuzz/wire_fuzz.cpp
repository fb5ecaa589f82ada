// What a program in a process of its own may have left in the memory that we read: any tables, any events, as
// they are or made likely. All that is believed is looked up and drawn.
#include "core/link/recording.hpp"
#include "core/slides/anatomy/anatomy.hpp"
#include "core/slides/loop/loop_slide.hpp"
#include "core/slides/mini/mini_timeline.hpp"
#include "core/slides/narration/narration.hpp"
#include "core/tests/support/fixed_metrics.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

namespace {

using namespace loopscope;

constexpr std::size_t kRings = 3;

// Bytes of the input, zeros behind its end.
class Bytes {
public:
    Bytes(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}
    template <class Number>
    Number number() {
        Number value{};
        const std::string_view bytes = some(sizeof value);
        std::memcpy(&value, bytes.data(), bytes.size());
        return value;
    }
    std::string_view some(std::size_t count) {
        const std::string_view bytes = rest_.substr(0, count);
        rest_.remove_prefix(bytes.size());
        return bytes;
    }
    [[nodiscard]] bool empty() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

void fill_tables(const link::SharedMemory& memory, Bytes& bytes) {
    const std::string_view stream = bytes.some(bytes.number<std::uint16_t>());
    std::memcpy(memory.tables(), stream.data(), stream.size());
    memory.head().tables.head = stream.size();
}

// Small numbers, most of the time: of such an input more is believed.
void fill_rings(const link::SharedMemory& memory, Bytes& bytes) {
    constexpr std::size_t kMost = 1000;
    memory.head().run.rings = kRings;
    std::uint32_t seq = 0;
    std::int64_t time = 0;
    while (!bytes.empty() && seq < kMost) {
        const trace::RingPlace ring = memory.ring(bytes.number<std::uint8_t>() % kRings);
        trace::Event event;
        if (bytes.number<std::uint8_t>() < 8) {
            const std::string_view raw = bytes.some(sizeof event);
            std::memcpy(static_cast<void*>(&event), raw.data(), raw.size());
        } else {
            event.kind = static_cast<trace::Kind>(bytes.number<std::uint8_t>() % trace::kKindCount);
            event.task = bytes.number<std::uint8_t>() % 8U;
            event.object = bytes.number<std::uint8_t>() % 8U;
            event.arg = bytes.number<std::int8_t>();
            event.reason = bytes.number<std::uint8_t>();
            time += bytes.number<std::int16_t>();
            event.time = time;
        }
        event.seq = seq++;
        ring.slots[ring.line->head & ring.mask] = event;
        ring.line->head = ring.line->head + 1;
    }
    memory.head().run.next_seq = seq;
}

void draw(const timeline::Timeline& run) {
    for (const std::size_t position : {std::size_t{0}, run.size() / 3, run.size()}) {
        slides::Frame frame;
        frame.timeline = &run;
        frame.playhead = {position, 0.5F, run.time_at(position), position == run.size()};
        frame.size = {800, 500};
        frame.metrics = &loopscope::test::metrics();
        for (const bool true_time : {false, true}) {
            frame.true_time = true_time;
            if (slides::loop_slide(frame).items.empty()) __builtin_trap();
        }
        static_cast<void>(slides::mini_timeline(frame));
        slides::AnatomyInput input;
        input.frame = frame;
        static_cast<void>(slides::anatomy(input));
        static_cast<void>(slides::narrate(run, position));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // New memory for each input would be most of the work.
    static const Descriptor memory = link::make_memory();
    static const link::SharedMemory ours(memory.get());
    std::memset(static_cast<void*>(&ours.head()), 0, sizeof(link::Head));
    for (std::size_t ring = 0; ring < kRings; ++ring) new (ours.ring(ring).line) trace::RingLine;
    Bytes bytes(data, size);
    fill_tables(ours, bytes);
    fill_rings(ours, bytes);
    link::Recording recording(ours, {});
    std::vector<trace::Event> events;
    recording.read(events);
    recording.read_rest(events);
    if (!recording.has_ended()) recording.break_off("it was fuzzed", "", events);
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].seq != i) __builtin_trap();
    }
    timeline::Timeline run(recording.tables());
    run.append(events);
    draw(run);
    return 0;
}
