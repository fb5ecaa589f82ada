// What a program in a process of its own and the one that shows it agree on.
//
// The program is started with two descriptors more than the three that all have: a stream socket (kSocket),
// for what is asked of it and for a word now and then, and memory (kMemory, see layout.hpp), for what it
// records. That memory is the window's: it outlives the program, so nothing that was recorded is lost with
// it, however it ends.
//
// The first frame of the program is its Hello. What it records may be read from then on. It says News when
// somebody waits for that, and End when all has been recorded; it need not live on after that.
#pragma once

#include <cstdint>
#include <string>

namespace loopscope::link {

inline constexpr int kSocket = 3, kMemory = 4;

// Programs of another major version are not understood. A newer minor version says more of itself.
inline constexpr std::uint16_t kMajor = 1, kMinor = 0;
inline constexpr std::uint32_t kMagic = 0x50534F4C;  // "LOSP"

// What a program can do when it is asked to.
enum class Ability : std::uint32_t {
    Pause = 1,   // stand still behind an event
    Step = 2,    // go on by one step, or to a breakpoint
    Clock = 4,   // live at another speed
    Source = 8,  // its events name places in its source
};

struct Hello {
    std::uint16_t major = kMajor, minor = kMinor;
    std::string runtime = {};          // "Loopscope", "CPython"
    std::string runtime_version = {};  // "3.11.2"
    std::uint32_t abilities = 0;

    [[nodiscard]] bool can(Ability ability) const {
        return (abilities & static_cast<std::uint32_t>(ability)) != 0;
    }
    friend bool operator==(const Hello&, const Hello&) = default;
};

// Of the frames: see wire.hpp for how they look.
enum class Frame : std::uint8_t {
    // From the program, over the socket.
    Hello,  // kMagic (u32), major (u16), minor (u16), runtime, its version, abilities (u32)
    News,   // there may be something to read
    End,    // all has been recorded
    // To the program, over the socket.
    Command,  // number (u32, from 1), then a Control as `pack` writes it
    // In the memory, in the stream of tables.
    String,  // text: the next entry of Tables, which has no empty ones
    Site,    // file, function, line (u32): likewise
};

}  // namespace loopscope::link
